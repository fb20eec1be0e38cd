import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import type { Agenda } from "./agenda.ts";
import { type Alarm, AlarmWatch, parseAlarm } from "./alarm.ts";
import type { Fleet } from "./fleet.ts";
import type { Variant } from "./variant.ts";

/**
 * A change of the model while traffic goes on (blue/green): a new fleet is launched beside the old one, traffic is shifted,
 * and until the end the old fleet stands by, so that an alarm can send everything back at once. While it runs no fleet is
 * scaled, so the new one needs as many instances as the whole traffic does.
 *
 * - "all-at-once": everything is shifted in one step.
 * - "canary": first a small share; if no alarm goes off while one waits, the rest.
 * - "linear": the same share again and again until all is shifted.
 */
export type Deployment = {
  readonly atSeconds: number;
  readonly to: Variant;
  readonly shift:
    | { readonly kind: "all-at-once" }
    | { readonly kind: "canary"; readonly share: number; readonly waitSeconds: number }
    | { readonly kind: "linear"; readonly share: number; readonly waitSeconds: number };
  /** How long the old fleet stands by after the last step; default 300. */
  readonly bakeSeconds?: number;
  /** Looked at from the first shift to the end of baking. Without any, nothing is ever rolled back. */
  readonly alarms?: readonly Alarm[];
};

/** What happened in a deployment, and when. */
export type DeploymentEvent = {
  readonly seconds: number;
  readonly event: "launched" | "shifted" | "alarm" | "rolled-back" | "completed";
  /** Share of the traffic that goes to the new fleet from then on. */
  readonly newShare: number;
  /** Name of the alarm that went off, else "". */
  readonly alarm: string;
};

/** How far a deployment came. */
export type DeploymentResult = {
  readonly state: "not-started" | "launching" | "shifting" | "baking" | "completed" | "rolled-back";
  readonly events: readonly DeploymentEvent[];
};

type Plan = {
  readonly atSeconds: number;
  /** Share of the new fleet after each step; the last is 1. */
  readonly shares: readonly number[];
  readonly waitSeconds: number;
  readonly bakeSeconds: number;
  readonly watches: readonly AlarmWatch[];
};

/** Checks a deployment and works out its steps. */
export function planDeployment({
  functionName,
  deployment,
}: {
  readonly functionName: string;
  readonly deployment: Deployment;
}): Plan {
  requireRecord({ functionName, name: "deployment", value: deployment });
  const { atSeconds, shift, bakeSeconds = 300, alarms = [] } = deployment;
  requireRecord({ functionName, name: "deployment.shift", value: shift });
  const { kind } = shift;
  const options = ["all-at-once", "canary", "linear"] as const;
  requireOneOf<typeof kind>({ functionName, name: "deployment.shift.kind", value: kind, options });
  const number = (name: string, value: number, limits: { least?: number; above?: number; most?: number }) =>
    requireNumber({ functionName, name: `deployment.${name}`, value, ...limits });
  return {
    atSeconds: number("atSeconds", atSeconds, { least: 0 }),
    shares:
      shift.kind === "all-at-once"
        ? [1]
        : sharesOf({ ...shift, share: number("shift.share", shift.share, { least: 0.001, most: 1 }) }),
    waitSeconds: shift.kind === "all-at-once" ? 0 : number("shift.waitSeconds", shift.waitSeconds, { least: 0 }),
    bakeSeconds: number("bakeSeconds", bakeSeconds, { least: 0 }),
    watches: requireList({ functionName, name: "deployment.alarms", value: alarms }).map(
      (alarm) => new AlarmWatch(parseAlarm({ functionName, alarm })),
    ),
  };
}

function sharesOf({ kind, share }: { readonly kind: "canary" | "linear"; readonly share: number }): readonly number[] {
  if (kind === "canary") return share < 1 ? [share, 1] : [1];
  const steps = Math.ceil(1 / share - 1e-9); // a third three times is all, whatever rounding says
  return Array.from({ length: steps }, (_, i) => (i + 1 === steps ? 1 : (i + 1) * share));
}

/** Runs the plan by entries in the agenda; `result` tells at any time how far it came. */
export function runDeployment({
  plan,
  agenda,
  newFleet,
  oldFleets,
  setNewShare,
  startUpSeconds,
  instances,
}: {
  readonly plan: Plan;
  readonly agenda: Agenda;
  readonly newFleet: Fleet;
  readonly oldFleets: readonly Fleet[];
  readonly setNewShare: (share: number) => void;
  readonly startUpSeconds: number;
  readonly instances: number;
}): { readonly result: () => DeploymentResult } {
  const events: DeploymentEvent[] = [];
  let state: DeploymentResult["state"] = "not-started";
  let newShare = 0;
  const isOver = (): boolean => state === "completed" || state === "rolled-back";
  const note = (seconds: number, event: DeploymentEvent["event"], alarm = ""): void => {
    events.push({ seconds, event, newShare, alarm });
  };
  const shiftTo = (share: number): void => {
    newShare = share;
    setNewShare(share);
  };
  const rollBack = (time: number, alarm: Required<Alarm>): void => {
    if (isOver()) return;
    note(time, "alarm", alarm.name);
    shiftTo(0);
    state = "rolled-back";
    newFleet.retire(time);
    for (const fleet of oldFleets) fleet.isHeld = false;
    note(time, "rolled-back", alarm.name);
  };
  const complete = (time: number): void => {
    if (isOver()) return;
    state = "completed";
    for (const fleet of oldFleets) fleet.retire(time);
    newFleet.isHeld = false;
    note(time, "completed");
  };
  const step = (at: number) => (time: number) => {
    if (isOver()) return;
    const share = plan.shares[at] ?? 1;
    shiftTo(share);
    note(time, "shifted");
    if (at === 0) for (const watch of plan.watches) watch.watch({ agenda, from: time, onAlarm: rollBack });
    state = at + 1 === plan.shares.length ? "baking" : "shifting";
    if (state === "baking") agenda.add(time + plan.bakeSeconds, complete);
    else agenda.add(time + plan.waitSeconds, step(at + 1));
  };
  agenda.add(plan.atSeconds, (time) => {
    state = "launching";
    for (const fleet of [newFleet, ...oldFleets]) fleet.isHeld = true;
    newFleet.resize({ to: instances, time });
    note(time, "launched");
    // Added after the launches, so that at equal times the instances are in service first.
    agenda.add(time + startUpSeconds, step(0));
  });
  return { result: () => ({ state, events }) };
}
