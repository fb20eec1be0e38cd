/** A number that changes now and then (places that are busy, instances in service), and its sum over time. All steps O(1). */
export class LevelOverTime {
  level = 0;
  private since = 0;
  private sum = 0;

  change(by: number, time: number): void {
    this.sum += this.level * (time - this.since);
    this.since = time;
    this.level += by;
  }

  /** Σ level × seconds up to now. */
  seconds(time: number): number {
    return this.sum + this.level * (time - this.since);
  }
}
