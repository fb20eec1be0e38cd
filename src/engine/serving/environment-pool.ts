import { LevelOverTime } from "./level-over-time.ts";

/** Where a request is worked on: an environment that is always there, one that is still warm, or one that must be started. */
export type Place = "provisioned" | "warm" | "cold";

/**
 * The environments of a serverless endpoint. Of the idle ones the last to fall idle is taken first, so that the others may
 * cool down; each is given up when it has been idle for `keepWarmSeconds`. All steps O(1) on average.
 */
export class EnvironmentPool {
  coldStarts = 0;
  /** The most environments that existed at one time. */
  most: number;
  private readonly provisioned: number;
  private readonly keepWarmSeconds: number;
  private readonly busyProvisioned = new LevelOverTime();
  private readonly busyOnDemand = new LevelOverTime();
  /** When each idle environment fell idle, ascending; those before `oldest` are gone. */
  private readonly idleSince: number[] = [];
  private oldest = 0;
  /** Seconds that environments were idle, of those that are so no longer. */
  private idleSeconds = 0;

  constructor({ provisioned, keepWarmSeconds }: { readonly provisioned: number; readonly keepWarmSeconds: number }) {
    this.provisioned = provisioned;
    this.keepWarmSeconds = keepWarmSeconds;
    this.most = provisioned;
  }

  /** Requests in work. */
  get busy(): number {
    return this.busyProvisioned.level + this.busyOnDemand.level;
  }

  /** Environments that exist; call `coolDown` first. */
  get size(): number {
    return this.provisioned + this.busyOnDemand.level + this.idleSince.length - this.oldest;
  }

  /** Finds a place for a request. */
  take(time: number): Place {
    this.coolDown(time);
    if (this.busyProvisioned.level < this.provisioned) {
      this.busyProvisioned.change(1, time);
      return "provisioned";
    }
    const isWarm = this.idleSince.length > this.oldest;
    if (isWarm)
      this.idleSeconds += time - (this.idleSince.pop() as number); // not empty
    else this.coldStarts++;
    this.busyOnDemand.change(1, time);
    this.most = Math.max(this.most, this.size);
    return isWarm ? "warm" : "cold";
  }

  /** The work at a place is done. */
  giveBack(isProvisioned: boolean, time: number): void {
    if (isProvisioned) {
      this.busyProvisioned.change(-1, time);
      return;
    }
    this.coolDown(time);
    this.busyOnDemand.change(-1, time);
    this.idleSince.push(time);
  }

  /** Gives up what has been idle for too long. */
  coolDown(time: number): void {
    const { idleSince, keepWarmSeconds } = this;
    // idleSince[oldest] exists: oldest < length
    while (this.oldest < idleSince.length && (idleSince[this.oldest] as number) + keepWarmSeconds <= time) {
      this.idleSeconds += keepWarmSeconds;
      this.oldest++;
    }
    if (this.oldest < 1024 || this.oldest * 2 < idleSince.length) return;
    idleSince.splice(0, this.oldest);
    this.oldest = 0;
  }

  /** Busy seconds, and seconds that environments existed: provisioned ones always, the others while busy or idle. O(idle). */
  usage(time: number): { readonly busySeconds: number; readonly capacitySeconds: number } {
    this.coolDown(time);
    const onDemand = this.busyOnDemand.seconds(time);
    let idle = this.idleSeconds;
    for (let i = this.oldest; i < this.idleSince.length; i++) idle += time - (this.idleSince[i] as number); // i < length
    return {
      busySeconds: onDemand + this.busyProvisioned.seconds(time),
      capacitySeconds: onDemand + idle + this.provisioned * time,
    };
  }
}
