/** First come, first served: request numbers in a ring of integers that grows when it is full. All steps O(1) on average. */
export class RequestQueue {
  private ring = new Int32Array(16);
  private head = 0;
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** The request that has waited longest; only for a queue that is not empty. */
  get front(): number {
    return this.ring[this.head] as number; // head < ring length
  }

  push(request: number): void {
    if (this.count === this.ring.length) this.grow();
    this.ring[(this.head + this.count) & (this.ring.length - 1)] = request;
    this.count++;
  }

  shift(): number {
    const request = this.front;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.count--;
    return request;
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.ring.length);
    const untilEnd = this.ring.subarray(this.head);
    larger.set(untilEnd);
    larger.set(this.ring.subarray(0, this.head), untilEnd.length);
    this.ring = larger;
    this.head = 0;
  }
}
