/**
 * What is going to happen, the earliest first: a binary heap in typed arrays, without an object an event.
 *
 * Each event is a time and two integers that its owner understands. Events of equal time come in an order that depends on
 * nothing but the order of pushes and pops, so that a run can be repeated. Pushing and popping O(log size).
 */
export class EventHeap {
  private times = new Float64Array(64);
  private firsts = new Int32Array(64);
  private seconds = new Int32Array(64);
  private count = 0;

  /** The time of the earliest event; infinity when there is none. */
  get time(): number {
    return this.count === 0 ? Number.POSITIVE_INFINITY : (this.times[0] as number); // count > 0
  }

  /** The integers of the earliest event; meaningless when there is none. */
  get first(): number {
    return this.firsts[0] as number; // capacity >= 64
  }

  get second(): number {
    return this.seconds[0] as number; // capacity >= 64
  }

  push(time: number, first: number, second: number): void {
    if (this.count === this.times.length) this.grow();
    const { times, firsts, seconds } = this;
    let at = this.count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentTime = times[parent] as number; // parent < at
      if (parentTime <= time) break;
      times[at] = parentTime;
      firsts[at] = firsts[parent] as number; // parent < at
      seconds[at] = seconds[parent] as number; // parent < at
      at = parent;
    }
    times[at] = time;
    firsts[at] = first;
    seconds[at] = second;
  }

  /** Takes the earliest event away. */
  pop(): void {
    const last = --this.count;
    if (last <= 0) {
      this.count = 0;
      return;
    }
    const { times, firsts, seconds } = this;
    const time = times[last] as number; // last < capacity
    const first = firsts[last] as number; // last < capacity
    const second = seconds[last] as number; // last < capacity
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && (times[child + 1] as number) < (times[child] as number)) child++; // both below last
      const childTime = times[child] as number; // child < last
      if (childTime >= time) break;
      times[at] = childTime;
      firsts[at] = firsts[child] as number; // child < last
      seconds[at] = seconds[child] as number; // child < last
      at = child;
    }
    times[at] = time;
    firsts[at] = first;
    seconds[at] = second;
  }

  private grow(): void {
    const times = new Float64Array(2 * this.count);
    const firsts = new Int32Array(2 * this.count);
    const seconds = new Int32Array(2 * this.count);
    times.set(this.times);
    firsts.set(this.firsts);
    seconds.set(this.seconds);
    this.times = times;
    this.firsts = firsts;
    this.seconds = seconds;
  }
}
