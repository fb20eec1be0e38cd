import { EngineError } from "#engine/core/errors.ts";
import type { Book } from "./book.ts";
import { EventHeap } from "./event-heap.ts";
import type { FleetParts } from "./fleet-parts.ts";
import { InstancePool } from "./instance-pool.ts";
import type { ErrorCause } from "./recorder.ts";
import { RequestQueue } from "./request-queue.ts";
import type { ParsedVariant } from "./variant.ts";

/** What an event says, in the lowest three bits beside the number of the request. */
const answered = 0;
const modelError = 1;
const gaveUp = 2;
const stopped = 3;
const released = 4;

/** The shared queue, and the place to wait when no instance is in service; instance i has queue 1 + i. */
const sharedQueue = 0;

/**
 * The instances of one variant, their queues and the work in progress.
 *
 * A request that comes in finds a free instance and is worked on, or waits, or is refused. Everything that happens later
 * (an answer, a time-out) is an event on the heap; the endpoint's loop calls `step` when its time has come. Requests are
 * numbers, and nothing is allocated for one.
 */
export class Fleet {
  readonly events: EventHeap = new EventHeap();
  readonly variant: ParsedVariant;
  readonly pool: InstancePool;
  isRetired = false;
  /** While a deployment runs, it is not scaled. */
  isHeld = false;
  private readonly parts: FleetParts;
  private readonly books: readonly Book[];
  private readonly isShared: boolean;
  private readonly queues: RequestQueue[] = [new RequestQueue()];
  private invocations = 0;

  constructor(parts: FleetParts) {
    this.parts = parts;
    this.variant = parts.variant;
    this.books = parts.books;
    this.pool = new InstancePool(parts.variant);
    this.isShared = parts.rules.routing === "shared";
  }

  /** Takes a request in, or refuses it. */
  offer(request: number, time: number): void {
    const { books, parts } = this;
    for (let i = 0; i < books.length; i++) (books[i] as Book).arrived++; // i < length
    this.invocations++;
    const payloadMB = parts.traffic.payloadMB[request] as number; // a request of the traffic
    if (payloadMB > parts.rules.payloadLimitMB) this.fail(request, "payload-too-large", time);
    else this.place(request, time);
  }

  /** Does what the earliest event says. */
  step(): void {
    const { events, books } = this;
    const { time, first: instance, second: code } = events;
    events.pop();
    const what = code & 7;
    const request = code >> 3;
    if (what === answered) {
      const arrival = this.parts.traffic.arrivals[request] as number; // a request of the traffic
      for (let i = 0; i < books.length; i++) (books[i] as Book).serve(request, arrival, time); // i < length
    } else if (what === modelError) this.fail(request, "model-error", time);
    else if (what === gaveUp) {
      this.fail(request, "timed-out", time);
      return; // the instance works on, unaware
    } else if (what === stopped) this.fail(request, "timed-out", time);
    this.release(instance, time);
  }

  /** Launches or removes instances; new ones come into service after their start-up. */
  resize({
    to,
    time,
    atOnce = false,
  }: {
    readonly to: number;
    readonly time: number;
    readonly atOnce?: boolean;
  }): void {
    const { pool } = this;
    while (pool.size < to) {
      const started = pool.launch(time);
      if (this.queues.length <= pool.mostEver) this.queues.push(new RequestQueue());
      const activate = (now: number): void => {
        if (pool.activate(started, now)) this.takeWaiting(started.instance, now);
      };
      if (atOnce) activate(time);
      else this.parts.agenda.add(time + this.variant.startUpSeconds, activate);
    }
    while (pool.size > to) pool.takeOut(time);
  }

  /** Takes no further request, finishes what it has and disappears. */
  retire(time: number): void {
    this.isRetired = true;
    this.resize({ to: 0, time });
  }

  /** Whether somebody waits for what happens next: not for the end of work whose caller has left. */
  get answersNext(): boolean {
    return (this.events.second & 7) !== released;
  }

  /** Requests in queues and in work. */
  backlog(time: number): number {
    this.expireAll(time);
    return this.queues.reduce((sum, queue) => sum + queue.length, this.pool.busyNow);
  }

  /** Requests since it was last asked. */
  takeInvocations(): number {
    const { invocations } = this;
    this.invocations = 0;
    return invocations;
  }

  /** Gives up those whose time in a queue is over; until then nothing depends on them. */
  expireAll(time: number): void {
    for (const queue of this.queues) this.expire(queue, time);
  }

  private place(request: number, time: number): void {
    const { pool } = this;
    if (this.isShared || pool.inService.length === 0) {
      const instance = pool.findIdle();
      if (instance >= 0) this.start(instance, request, time);
      else this.enqueue(sharedQueue, request, time);
      return;
    }
    const instance = this.choose(request);
    if ((pool.busy[instance] as number) < this.variant.concurrency)
      this.start(instance, request, time); // instances have a count
    else this.enqueue(1 + instance, request, time);
  }

  private choose(request: number): number {
    const { inService, busy } = this.pool;
    const { rules, traffic, routeRng } = this.parts;
    if (rules.routing === "random") return inService[routeRng.integer(inService.length)] as number; // below length
    if (rules.routing === "by-model")
      return inService[(traffic.models[request] as number) % inService.length] as number; // likewise
    let best = inService[0] as number; // only called with an instance in service
    let fewest = Number.POSITIVE_INFINITY;
    for (const instance of inService) {
      const outstanding = (busy[instance] as number) + (this.queues[1 + instance] as RequestQueue).length; // instances have both
      if (outstanding >= fewest) continue;
      fewest = outstanding;
      best = instance;
    }
    return best;
  }

  private enqueue(at: number, request: number, time: number): void {
    const queue = this.queues[at] as RequestQueue; // made with its instance
    const instances = at === sharedQueue ? Math.max(1, this.pool.inService.length) : 1;
    const limit = this.parts.rules.queueLimit * instances;
    if (queue.length >= limit) this.expire(queue, time);
    if (queue.length >= limit) this.fail(request, "queue-full", time);
    else queue.push(request);
  }

  private expire(queue: RequestQueue, time: number): void {
    const { rules, traffic } = this.parts;
    while (queue.length > 0) {
      const deadline = (traffic.arrivals[queue.front] as number) + rules.queueSeconds; // a request of the traffic
      if (deadline > time) return;
      this.fail(queue.shift(), "timed-out", deadline);
    }
  }

  private start(instance: number, request: number, time: number): void {
    const { variant, books, events, pool } = this;
    const { traffic, rules, luck, errorRng } = this.parts;
    const arrival = traffic.arrivals[request] as number; // a request of the traffic, here and below
    for (let i = 0; i < books.length; i++) (books[i] as Book).start(time - arrival); // i < length
    let work = variant.serviceAt(luck[request] as number);
    if (!(work >= 0)) throw negativeWork(work);
    if (variant.secondsPerMB > 0) work += variant.secondsPerMB * (traffic.payloadMB[request] as number);
    const cache = pool.caches[instance];
    if (cache !== undefined) work += cache.ask({ model: traffic.models[request] as number, time });
    pool.changeBusy(instance, 1, time);
    const end = time + work;
    const callerLeaves = arrival + rules.responseSeconds;
    const workStops = time + rules.workSeconds;
    if (end > workStops && workStops <= callerLeaves) events.push(workStops, instance, (request << 3) | stopped);
    else if (end > callerLeaves) {
      events.push(callerLeaves, instance, (request << 3) | gaveUp);
      events.push(Math.min(end, workStops), instance, released);
    } else {
      const isError = variant.errorShare > 0 && errorRng.uniform() < variant.errorShare;
      events.push(end, instance, (request << 3) | (isError ? modelError : answered));
    }
  }

  /** A place is free: the next in the queue has it. One that was taken out finishes its own queue, and at the end of a fleet the shared one. */
  private release(instance: number, time: number): void {
    const { pool } = this;
    pool.changeBusy(instance, -1, time);
    const queue = this.queues[this.isShared ? sharedQueue : 1 + instance] as RequestQueue; // made with its instance
    if (queue.length > 0 && (!this.isShared || this.isRetired || pool.isInService(instance))) {
      this.expire(queue, time);
      if (queue.length > 0) {
        this.start(instance, queue.shift(), time);
        return;
      }
    }
    if (pool.isInService(instance)) pool.list(instance);
    else pool.endIfDone(instance, time);
  }

  /** A new instance takes what waits, as much as it can work on; with queues of their own, all is shared out anew. */
  private takeWaiting(instance: number, time: number): void {
    const queue = this.queues[sharedQueue] as RequestQueue; // the first queue always exists
    this.expire(queue, time);
    for (let waiting = queue.length; waiting > 0; waiting--) {
      if (this.isShared && (this.pool.busy[instance] ?? 0) >= this.variant.concurrency) return;
      this.place(queue.shift(), time);
    }
  }

  private fail(request: number, cause: ErrorCause, time: number): void {
    for (const book of this.books) book.fail(request, cause, time);
  }
}

function negativeWork(work: number): EngineError {
  return new EngineError("out-of-range", `simulateServing requires service times of 0 or more, got ${work}`, {
    function: "simulateServing",
    argument: "service",
    got: String(work),
  });
}
