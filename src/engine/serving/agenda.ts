type Entry = { readonly time: number; readonly act: (time: number) => void };

/** The rare events of a simulation (an instance is up, a minute is over, traffic shifts): actions in order of time, then of entry. */
export class Agenda {
  private readonly entries: Entry[] = [];

  /** When the next action is due; infinity when there is none. */
  get time(): number {
    return this.entries[0]?.time ?? Number.POSITIVE_INFINITY;
  }

  add(time: number, act: (time: number) => void): void {
    let at = this.entries.length;
    while (at > 0 && (this.entries[at - 1] as Entry).time > time) at--; // 0 <= at - 1 < length
    this.entries.splice(at, 0, { time, act });
  }

  /** Does the next action. */
  act(): void {
    const entry = this.entries.shift();
    entry?.act(entry.time);
  }

  /** Does `act` every so many seconds for as long as the simulation runs, at whole multiples of the period after `from`. */
  every({
    period,
    from = 0,
    act,
  }: {
    readonly period: number;
    readonly from?: number;
    readonly act: (time: number) => void;
  }): void {
    let turn = 1;
    const next = (time: number): void => {
      act(time);
      turn++;
      this.add(from + turn * period, next);
    };
    this.add(from + period, next);
  }
}
