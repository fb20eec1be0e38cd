import { LevelOverTime } from "./level-over-time.ts";
import { ModelCache } from "./model-cache.ts";
import type { ParsedVariant } from "./variant.ts";

const off = 0;
const starting = 1;
const active = 2;
const draining = 3;

/**
 * The instances of one variant: which are starting, in service or finishing their last work, how busy they are, and what
 * they have cost so far. It knows nothing of requests. An instance is a number; the number of one that is gone is used again.
 */
export class InstancePool {
  /** Launched and not taken out, in service or not yet. */
  size = 0;
  /** Requests in work, instance by instance. */
  readonly busy: number[] = [];
  /** What each has in memory, if several models share it. */
  readonly caches: (ModelCache | undefined)[] = [];
  /** The instances that take new requests. */
  readonly inService: number[] = [];
  private readonly variant: ParsedVariant;
  private readonly states: number[] = [];
  private readonly launchedAt: number[] = [];
  private readonly launches: number[] = [];
  /** Instances that may have a free place, the last to be asked first; `isListed` says which are in it. */
  private readonly idle: number[] = [];
  private readonly isListed: boolean[] = [];
  private loadsOfEnded = 0;
  private endedSeconds = 0;
  private readonly work = new LevelOverTime();
  private readonly capacity = new LevelOverTime();

  constructor(variant: ParsedVariant) {
    this.variant = variant;
  }

  /** Requests in work at all instances. */
  get busyNow(): number {
    return this.work.level;
  }

  /** How many instances were ever launched at the same time: their numbers are below it. */
  get mostEver(): number {
    return this.states.length;
  }

  isInService(instance: number): boolean {
    return this.states[instance] === active;
  }

  /** An instance with a free place, or −1. O(1) on average: those that have filled up are dropped on the way. */
  findIdle(): number {
    const { idle, busy } = this;
    while (idle.length > 0) {
      const instance = idle[idle.length - 1] as number; // not empty
      if (this.states[instance] === active && (busy[instance] as number) < this.variant.concurrency) return instance;
      idle.pop();
      this.isListed[instance] = false;
    }
    return -1;
  }

  /** Remembers that an instance has a free place. */
  list(instance: number): void {
    if (this.isListed[instance] === true) return;
    this.isListed[instance] = true;
    this.idle.push(instance);
  }

  /** One request more (1) or less (−1) in work at an instance. */
  changeBusy(instance: number, by: number, time: number): void {
    this.busy[instance] = (this.busy[instance] as number) + by; // instances have a count
    this.work.change(by, time);
  }

  /** Starts an instance; `activate` with both numbers puts it into service, unless it was taken out in the meantime. */
  launch(time: number): { readonly instance: number; readonly launch: number } {
    const ended = this.states.indexOf(off);
    const instance = ended < 0 ? this.states.length : ended;
    const { models } = this.variant;
    this.states[instance] = starting;
    this.busy[instance] = 0;
    this.launchedAt[instance] = time;
    this.isListed[instance] ??= false;
    this.caches[instance] = models === undefined ? undefined : new ModelCache(models);
    this.size++;
    const launch = (this.launches[instance] ?? 0) + 1;
    this.launches[instance] = launch;
    return { instance, launch };
  }

  /** Whether it came into service; not if it was taken out while starting, and its number perhaps given to another. */
  activate({ instance, launch }: { readonly instance: number; readonly launch: number }, time: number): boolean {
    if (this.launches[instance] !== launch || this.states[instance] !== starting) return false;
    this.states[instance] = active;
    this.inService.push(instance);
    this.capacity.change(this.variant.concurrency, time);
    this.list(instance);
    return true;
  }

  /** Takes one out: one that is only starting is gone at once, else the youngest in service, which first finishes its work. */
  takeOut(time: number): void {
    this.size--;
    const young = this.states.lastIndexOf(starting);
    if (young >= 0) {
      this.states[young] = off;
      this.endedSeconds += time - (this.launchedAt[young] ?? time);
      return;
    }
    const instance = this.inService.pop() as number; // size counted it
    this.states[instance] = draining;
    this.endIfDone(instance, time);
  }

  /** Ends an instance that was taken out and has no work left. */
  endIfDone(instance: number, time: number): void {
    if (this.states[instance] !== draining || (this.busy[instance] ?? 0) > 0) return;
    this.states[instance] = off;
    this.endedSeconds += time - (this.launchedAt[instance] ?? time);
    this.loadsOfEnded += this.caches[instance]?.loads ?? 0;
    this.caches[instance] = undefined;
    this.capacity.change(-this.variant.concurrency, time);
  }

  /** Busy and available seconds of all places so far. */
  usage(time: number): { readonly busySeconds: number; readonly capacitySeconds: number } {
    return { busySeconds: this.work.seconds(time), capacitySeconds: this.capacity.seconds(time) };
  }

  /** Seconds for which instances are paid: from launch to end, or to now. */
  paidSeconds(time: number): number {
    return this.states.reduce(
      (sum, state, i) => (state === off ? sum : sum + time - (this.launchedAt[i] ?? 0)),
      this.endedSeconds,
    );
  }

  /** How often a model was loaded into memory. */
  get modelLoads(): number {
    return this.caches.reduce((sum, cache) => sum + (cache?.loads ?? 0), this.loadsOfEnded);
  }
}
