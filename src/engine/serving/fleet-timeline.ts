import type { Agenda } from "./agenda.ts";
import type { Fleet } from "./fleet.ts";
import type { Recorder } from "./recorder.ts";
import { mostIntervals, type SimulationSettings } from "./simulation-settings.ts";

/** What several fleets have cost and how busy they were up to now. */
export function fleetUsage(
  fleets: readonly Fleet[],
  time: number,
): { readonly instanceSeconds: number; readonly utilization: number } {
  let busy = 0;
  let capacity = 0;
  let instanceSeconds = 0;
  for (const fleet of fleets) {
    const { busySeconds, capacitySeconds } = fleet.pool.usage(time);
    busy += busySeconds;
    capacity += capacitySeconds;
    instanceSeconds += fleet.pool.paidSeconds(time);
  }
  return { instanceSeconds, utilization: capacity === 0 ? Number.NaN : busy / capacity };
}

/** Marks the end of each interval, and on closing what is left of the last one. */
export function keepTimeline({
  plan,
  agenda,
  recorder,
  fleets,
}: {
  readonly plan: SimulationSettings;
  readonly agenda: Agenda;
  readonly recorder: Recorder;
  readonly fleets: readonly Fleet[];
}): { readonly close: (time: number) => void } {
  let last = 0;
  let lastBusy = 0;
  let lastCapacity = 0;
  const mark = (time: number): void => {
    let busy = 0;
    let capacity = 0;
    let instances = 0;
    for (const fleet of fleets) {
      fleet.expireAll(time);
      const usage = fleet.pool.usage(time);
      busy += usage.busySeconds;
      capacity += usage.capacitySeconds;
      instances += fleet.pool.inService.length;
    }
    const utilization = capacity > lastCapacity ? (busy - lastBusy) / (capacity - lastCapacity) : Number.NaN;
    recorder.mark({ time, instances, utilization });
    last = time;
    lastBusy = busy;
    lastCapacity = capacity;
  };
  const markAt = (turn: number) => (time: number) => {
    mark(time);
    if (turn < mostIntervals) agenda.add((turn + 1) * plan.timelineSeconds, markAt(turn + 1));
  };
  agenda.add(plan.timelineSeconds, markAt(1));
  return {
    close: (time) => {
      if (time > last) mark(time);
    },
  };
}
