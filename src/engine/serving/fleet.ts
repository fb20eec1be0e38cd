import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import type { Agenda } from "./agenda.ts";
import { EventHeap } from "./event-heap.ts";
import { ModelCache } from "./model-cache.ts";
import type { ErrorCause } from "./recorder.ts";
import { RequestQueue } from "./request-queue.ts";
import type { Traffic } from "./traffic.ts";
import type { EndpointRules, ParsedVariant } from "./variant.ts";

/** Who is told what becomes of the requests of a fleet. Arguments by position: an object for each request would be half the time. */
export type Book = {
  arrived: number;
  start(waitedSeconds: number): void;
  serve(request: number, arrival: number, time: number): void;
  fail(request: number, cause: ErrorCause, time: number): void;
};

const off = 0;
const starting = 1;
const active = 2;
const draining = 3;

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
  /** Instances launched so far whose start-up has not been waited for are counted too. */
  size = 0;
  inService = 0;
  isRetired = false;
  instanceSeconds = 0;
  private readonly traffic: Traffic;
  private readonly rules: EndpointRules;
  private readonly luck: Float64Array;
  private readonly books: readonly Book[];
  private readonly agenda: Agenda;
  private readonly errorRng: Rng;
  private readonly routeRng: Rng;
  private readonly isShared: boolean;
  private readonly states: number[] = [];
  private readonly busy: number[] = [];
  private readonly launchedAt: number[] = [];
  private readonly launches: number[] = [];
  private readonly caches: (ModelCache | undefined)[] = [];
  private readonly queues: RequestQueue[] = [new RequestQueue()];
  /** Instances that may have a free place, the last to be asked first; `isListed` says which are in it. */
  private readonly idle: number[] = [];
  private readonly isListed: boolean[] = [];
  private readonly inServiceList: number[] = [];
  private invocations = 0;
  private loadsOfEnded = 0;
  private busyNow = 0;
  private busySince = 0;
  private busySeconds = 0;
  private capacityNow = 0;
  private capacitySince = 0;
  private capacitySeconds = 0;

  constructor({
    variant,
    traffic,
    rules,
    luck,
    books,
    agenda,
    errorRng,
    routeRng,
  }: {
    readonly variant: ParsedVariant;
    readonly traffic: Traffic;
    readonly rules: EndpointRules;
    /** One uniform number a request, from which its work follows; shared, so that variants are compared on the same luck. */
    readonly luck: Float64Array;
    readonly books: readonly Book[];
    readonly agenda: Agenda;
    readonly errorRng: Rng;
    readonly routeRng: Rng;
  }) {
    this.variant = variant;
    this.traffic = traffic;
    this.rules = rules;
    this.luck = luck;
    this.books = books;
    this.agenda = agenda;
    this.errorRng = errorRng;
    this.routeRng = routeRng;
    this.isShared = rules.routing === "shared";
  }

  /** Takes a request in, or refuses it. */
  offer(request: number, time: number): void {
    const { books, rules } = this;
    for (let i = 0; i < books.length; i++) (books[i] as Book).arrived++; // i < length
    this.invocations++;
    if ((this.traffic.payloadMB[request] as number) > rules.payloadLimitMB) {
      this.fail(request, "payload-too-large", time);
      return;
    }
    this.place(request, time);
  }

  /** Does what the earliest event says. */
  step(): void {
    const { events } = this;
    const { time, first: instance, second: code } = events;
    events.pop();
    const what = code & 7;
    const request = code >> 3;
    if (what === answered) {
      const arrival = this.traffic.arrivals[request] as number; // a request of the traffic
      for (let i = 0; i < this.books.length; i++) (this.books[i] as Book).serve(request, arrival, time); // i < length
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
    while (this.size < to) this.launch(time, atOnce);
    while (this.size > to) this.remove(time);
  }

  /** Takes no further request, finishes what it has and disappears. */
  retire(time: number): void {
    this.isRetired = true;
    this.resize({ to: 0, time });
  }

  /** Requests in queues and in work. */
  backlog(time: number): number {
    this.expireAll(time);
    return this.queues.reduce((sum, queue) => sum + queue.length, this.busyNow);
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

  /** Busy and available seconds of all places so far. */
  usage(time: number): { readonly busySeconds: number; readonly capacitySeconds: number } {
    return {
      busySeconds: this.busySeconds + this.busyNow * (time - this.busySince),
      capacitySeconds: this.capacitySeconds + this.capacityNow * (time - this.capacitySince),
    };
  }

  /** How often a model was loaded into memory. */
  get modelLoads(): number {
    return this.caches.reduce((sum, cache) => sum + (cache?.loads ?? 0), this.loadsOfEnded);
  }

  /** Seconds for which instances are paid: from launch to termination, or to now. */
  paidSeconds(time: number): number {
    return this.states.reduce(
      (sum, state, i) => (state === off ? sum : sum + time - (this.launchedAt[i] ?? 0)),
      this.instanceSeconds,
    );
  }

  private place(request: number, time: number): void {
    const { variant, busy } = this;
    if (this.isShared) {
      const { idle } = this;
      while (idle.length > 0) {
        const instance = idle[idle.length - 1] as number; // not empty
        if (this.states[instance] === active && (busy[instance] as number) < variant.concurrency) {
          this.start(instance, request, time);
          return;
        }
        idle.pop();
        this.isListed[instance] = false;
      }
      this.enqueue(sharedQueue, request, time);
    } else if (this.inService === 0) this.enqueue(sharedQueue, request, time);
    else {
      const instance = this.choose(request);
      if ((busy[instance] as number) < variant.concurrency) this.start(instance, request, time);
      else this.enqueue(1 + instance, request, time);
    }
  }

  private choose(request: number): number {
    const { inServiceList, busy, queues } = this;
    const { routing } = this.rules;
    if (routing === "random") return inServiceList[this.routeRng.integer(inServiceList.length)] as number; // below length
    if (routing === "by-model") {
      return inServiceList[(this.traffic.models[request] as number) % inServiceList.length] as number; // below length
    }
    let best = inServiceList[0] as number; // only called with an instance in service
    let fewest = Number.POSITIVE_INFINITY;
    for (const instance of inServiceList) {
      const outstanding = (busy[instance] as number) + (queues[1 + instance] as RequestQueue).length; // instances have both
      if (outstanding >= fewest) continue;
      fewest = outstanding;
      best = instance;
    }
    return best;
  }

  private enqueue(at: number, request: number, time: number): void {
    const queue = this.queues[at] as RequestQueue; // made with its instance
    const instances = at === sharedQueue ? Math.max(1, this.inService) : 1;
    if (queue.length >= this.rules.queueLimit * instances) this.expire(queue, time);
    if (queue.length >= this.rules.queueLimit * instances) this.fail(request, "queue-full", time);
    else queue.push(request);
  }

  private expire(queue: RequestQueue, time: number): void {
    const { queueSeconds } = this.rules;
    while (queue.length > 0) {
      const deadline = (this.traffic.arrivals[queue.front] as number) + queueSeconds; // a request of the traffic
      if (deadline > time) return;
      this.fail(queue.shift(), "timed-out", deadline);
    }
  }

  private start(instance: number, request: number, time: number): void {
    const { variant, traffic, rules, books, events } = this;
    const arrival = traffic.arrivals[request] as number; // a request of the traffic, here and below
    for (let i = 0; i < books.length; i++) (books[i] as Book).start(time - arrival); // i < length
    let work = variant.serviceAt(this.luck[request] as number);
    if (!(work >= 0)) throw negativeWork(work);
    if (variant.secondsPerMB > 0) work += variant.secondsPerMB * (traffic.payloadMB[request] as number);
    const cache = this.caches[instance];
    if (cache !== undefined) work += cache.ask({ model: traffic.models[request] as number, time });
    this.busy[instance] = (this.busy[instance] as number) + 1; // instances have a count
    this.changeBusy(1, time);
    const end = time + work;
    if (work > rules.workSeconds && arrival + rules.responseSeconds >= time + rules.workSeconds) {
      events.push(time + rules.workSeconds, instance, (request << 3) | stopped);
    } else if (end > arrival + rules.responseSeconds) {
      events.push(arrival + rules.responseSeconds, instance, (request << 3) | gaveUp);
      events.push(Math.min(end, time + rules.workSeconds), instance, released);
    } else {
      const isError = variant.errorShare > 0 && this.errorRng.uniform() < variant.errorShare;
      events.push(end, instance, (request << 3) | (isError ? modelError : answered));
    }
  }

  private release(instance: number, time: number): void {
    this.busy[instance] = (this.busy[instance] as number) - 1; // instances have a count
    this.changeBusy(-1, time);
    const state = this.states[instance];
    const queue = this.queues[this.isShared ? sharedQueue : 1 + instance] as RequestQueue; // made with its instance
    if (queue.length > 0 && (state === active || !this.isShared || this.isRetired)) {
      this.expire(queue, time);
      if (queue.length > 0) {
        this.start(instance, queue.shift(), time);
        return;
      }
    }
    if (state === draining) this.endIfIdle(instance, time);
    else if (this.isListed[instance] !== true) {
      this.isListed[instance] = true;
      this.idle.push(instance);
    }
  }

  private launch(time: number, atOnce: boolean): void {
    let instance = this.states.indexOf(off);
    if (instance < 0) {
      instance = this.states.length;
      this.launches[instance] = 0;
      this.queues.push(new RequestQueue());
    }
    const { models, startUpSeconds } = this.variant;
    this.states[instance] = starting;
    this.busy[instance] = 0;
    this.launchedAt[instance] = time;
    this.isListed[instance] ??= false;
    this.caches[instance] = models === undefined ? undefined : new ModelCache(models);
    this.size++;
    const launch = (this.launches[instance] ?? 0) + 1;
    this.launches[instance] = launch;
    if (atOnce) this.activate(instance, time);
    else {
      this.agenda.add(time + startUpSeconds, (now) => {
        // Removed while it was starting, and its place perhaps given to another.
        if (this.launches[instance] === launch && this.states[instance] === starting) this.activate(instance, now);
      });
    }
  }

  private activate(instance: number, time: number): void {
    this.states[instance] = active;
    this.inService++;
    this.inServiceList.push(instance);
    this.changeCapacity(this.variant.concurrency, time);
    if (this.isListed[instance] !== true) {
      this.isListed[instance] = true;
      this.idle.push(instance);
    }
    const queue = this.queues[sharedQueue] as RequestQueue; // the first queue always exists
    this.expire(queue, time);
    for (let waiting = queue.length; waiting > 0; waiting--) {
      if (this.isShared && (this.busy[instance] ?? 0) >= this.variant.concurrency) return;
      this.place(queue.shift(), time);
    }
  }

  /** Takes one instance out of service: one that is only starting, else the youngest, which first finishes its work. */
  private remove(time: number): void {
    this.size--;
    const young = this.states.lastIndexOf(starting);
    if (young >= 0) {
      this.states[young] = off;
      this.instanceSeconds += time - (this.launchedAt[young] ?? time);
      return;
    }
    const instance = this.inServiceList.pop() as number; // size counted it
    this.inService--;
    this.states[instance] = draining;
    this.endIfIdle(instance, time);
  }

  private endIfIdle(instance: number, time: number): void {
    if ((this.busy[instance] ?? 0) > 0) return;
    this.states[instance] = off;
    this.instanceSeconds += time - (this.launchedAt[instance] ?? time);
    this.retireCache(instance);
    this.changeCapacity(-this.variant.concurrency, time);
  }

  private retireCache(instance: number): void {
    const { caches } = this;
    this.loadsOfEnded += caches[instance]?.loads ?? 0;
    caches[instance] = undefined;
  }

  private fail(request: number, cause: ErrorCause, time: number): void {
    for (const book of this.books) book.fail(request, cause, time);
  }

  private changeBusy(by: number, time: number): void {
    this.busySeconds += this.busyNow * (time - this.busySince);
    this.busySince = time;
    this.busyNow += by;
  }

  private changeCapacity(by: number, time: number): void {
    this.capacitySeconds += this.capacityNow * (time - this.capacitySince);
    this.capacitySince = time;
    this.capacityNow += by;
  }
}

function negativeWork(work: number): EngineError {
  return new EngineError("out-of-range", `simulateServing requires service times of 0 or more, got ${work}`, {
    function: "simulateServing",
    argument: "service",
    got: String(work),
  });
}
