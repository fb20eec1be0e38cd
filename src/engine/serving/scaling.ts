import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import type { Agenda } from "./agenda.ts";
import type { Fleet } from "./fleet.ts";

/**
 * Target tracking: keep a figure near its target by changing the number of instances, as a thermostat does.
 *
 * Each period the figure is compared with the target. Above it for `scaleOutPeriods` in a row, instances are added; below
 * (1 − scaleInMargin) × target for `scaleInPeriods` in a row, some are taken away; in both cases to the number at which
 * the figure would meet the target. The defaults are those of Application Auto Scaling's alarms: three minutes to add,
 * fifteen to take away, a margin of 10 %. That slowness, and the start-up of instances, is why a spike hurts.
 */
export type AutoScaling = {
  /**
   * "invocations-per-instance": requests in a period for each instance in service.
   * "backlog-per-instance": requests in the queue or being worked on for each instance; only this one can start from zero.
   */
  readonly metric: "invocations-per-instance" | "backlog-per-instance";
  readonly target: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  /** After adding instances none is added for so long; default 300. */
  readonly scaleOutCooldownSeconds?: number;
  /** After any change none is taken away for so long; default 300. */
  readonly scaleInCooldownSeconds?: number;
  /** At least 1; default 60. */
  readonly periodSeconds?: number;
  /** Default 3. */
  readonly scaleOutPeriods?: number;
  /** Default 15. */
  readonly scaleInPeriods?: number;
  /** Default 0.1. */
  readonly scaleInMargin?: number;
};

/** One change of the number of instances. */
export type ScalingAction = {
  readonly seconds: number;
  readonly variant: string;
  readonly from: number;
  readonly to: number;
};

export function parseScaling({
  functionName,
  scaling,
}: {
  readonly functionName: string;
  readonly scaling: AutoScaling;
}): Required<AutoScaling> {
  requireRecord({ functionName, name: "scaling", value: scaling });
  const { metric } = scaling;
  const options = ["invocations-per-instance", "backlog-per-instance"] as const;
  requireOneOf<AutoScaling["metric"]>({ functionName, name: "scaling.metric", value: metric, options });
  const number = (
    name: keyof AutoScaling,
    value: number,
    limits: Omit<Parameters<typeof requireNumber>[0], "functionName" | "name" | "value">,
  ) => requireNumber({ functionName, name: `scaling.${name}`, value, ...limits });
  const minInstances = number("minInstances", scaling.minInstances, {
    least: metric === "backlog-per-instance" ? 0 : 1,
    whole: true,
  });
  return {
    metric,
    target: number("target", scaling.target, { above: 0 }),
    minInstances,
    maxInstances: number("maxInstances", scaling.maxInstances, {
      least: Math.max(1, minInstances),
      most: 10_000,
      whole: true,
    }),
    scaleOutCooldownSeconds: number("scaleOutCooldownSeconds", scaling.scaleOutCooldownSeconds ?? 300, { least: 0 }),
    scaleInCooldownSeconds: number("scaleInCooldownSeconds", scaling.scaleInCooldownSeconds ?? 300, { least: 0 }),
    periodSeconds: number("periodSeconds", scaling.periodSeconds ?? 60, { least: 1 }),
    scaleOutPeriods: number("scaleOutPeriods", scaling.scaleOutPeriods ?? 3, { least: 1, whole: true }),
    scaleInPeriods: number("scaleInPeriods", scaling.scaleInPeriods ?? 15, { least: 1, whole: true }),
    scaleInMargin: number("scaleInMargin", scaling.scaleInMargin ?? 0.1, { least: 0, most: 1 }),
  };
}

/** Watches one fleet and changes its size; what it did is added to the log. */
export function keepOnTarget({
  fleet,
  scaling,
  agenda,
  from,
  log,
}: {
  readonly fleet: Fleet;
  readonly scaling: Required<AutoScaling>;
  readonly agenda: Agenda;
  readonly from: number;
  readonly log: ScalingAction[];
}): void {
  let above = 0;
  let below = 0;
  let lastOut = Number.NEGATIVE_INFINITY;
  let lastChange = Number.NEGATIVE_INFINITY;
  const change = (to: number, seconds: number): void => {
    log.push({ seconds, variant: fleet.variant.name, from: fleet.pool.size, to });
    fleet.resize({ to, time: seconds });
    above = 0;
    below = 0;
    lastChange = seconds;
  };
  agenda.every({
    period: scaling.periodSeconds,
    from,
    act: (time) => {
      if (fleet.isRetired) return;
      if (fleet.isHeld) {
        fleet.takeInvocations();
        above = 0;
        below = 0;
        return;
      }
      const load = scaling.metric === "backlog-per-instance" ? fleet.backlog(time) : fleet.takeInvocations();
      // The number of instances at which each has its target; rounding of the quotient must not ask for one too many.
      const needed = Math.ceil(load / scaling.target - 1e-9);
      const wanted = Math.min(scaling.maxInstances, Math.max(scaling.minInstances, needed));
      const perInstance = load / Math.max(1, fleet.pool.inService.length);
      const startsFromZero = fleet.pool.size === 0 && load > 0;
      above = perInstance > scaling.target || startsFromZero ? above + 1 : 0;
      below = perInstance < (1 - scaling.scaleInMargin) * scaling.target ? below + 1 : 0;
      if (startsFromZero) change(Math.max(1, wanted), time);
      else if (above >= scaling.scaleOutPeriods && wanted > fleet.pool.size) {
        if (time < lastOut + scaling.scaleOutCooldownSeconds) return;
        lastOut = time;
        change(wanted, time);
      } else if (below >= scaling.scaleInPeriods && wanted < fleet.pool.size) {
        if (time >= lastChange + scaling.scaleInCooldownSeconds) change(wanted, time);
      }
    },
  });
}
