import type { Agenda } from "./agenda.ts";
import type { Book } from "./book.ts";
import { type Deployment, type DeploymentResult, planDeployment, runDeployment } from "./deployment.ts";
import type { Fleet } from "./fleet.ts";
import { Recorder } from "./recorder.ts";
import { keepOnTarget, type ScalingAction } from "./scaling.ts";
import { functionName } from "./simulation-settings.ts";
import type { ParsedVariant, Variant } from "./variant.ts";

/** One variant in the simulation: its instances and what became of its requests. */
export type Member = { readonly fleet: Fleet; readonly recorder: Recorder };

/** Adds the new fleet as the last variant, and lets the deployment move the weights. */
export function joinDeployment({
  deployment,
  serving,
  weights,
  total,
  agenda,
  joinNew,
  parse,
  log,
}: {
  readonly deployment: Deployment;
  readonly serving: Member[];
  readonly weights: number[];
  readonly total: Recorder;
  readonly agenda: Agenda;
  readonly joinNew: (variant: ParsedVariant, books: readonly Book[]) => Fleet;
  readonly parse: (variant: Variant) => ParsedVariant;
  readonly log: ScalingAction[];
}): { readonly result: () => DeploymentResult } {
  const planned = planDeployment({ functionName, deployment });
  const recorder = new Recorder({ keep: undefined, withTimeline: false });
  const variant = parse(deployment.to);
  const newFleet = joinNew(variant, [total, recorder, ...planned.watches]);
  const oldFleets = serving.map(({ fleet }) => fleet);
  const oldWeights = weights.slice();
  const oldSum = oldWeights.reduce((sum, weight) => sum + weight, 0);
  serving.push({ fleet: newFleet, recorder });
  weights.push(0);
  const setNewShare = (share: number): void => {
    for (const [i, weight] of oldWeights.entries()) weights[i] = (1 - share) * weight;
    weights[oldWeights.length] = share * oldSum;
  };
  if (variant.scaling !== undefined) {
    const from = planned.atSeconds;
    const { scaling } = variant;
    agenda.add(from, (time) => keepOnTarget({ fleet: newFleet, scaling, agenda, from: time, log }));
  }
  const { startUpSeconds, instances } = variant;
  return runDeployment({ plan: planned, agenda, newFleet, oldFleets, setNewShare, startUpSeconds, instances });
}
