import { createRng, type Rng } from "#engine/core/random.ts";
import { requireList } from "#engine/core/require-list.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { Agenda } from "./agenda.ts";
import type { Book } from "./book.ts";
import type { Deployment } from "./deployment.ts";
import { Fleet } from "./fleet.ts";
import { fleetUsage, keepTimeline } from "./fleet-timeline.ts";
import { joinDeployment, type Member } from "./join-deployment.ts";
import { ownStream } from "./own-stream.ts";
import type { Usage } from "./prices.ts";
import { Recorder } from "./recorder.ts";
import { keepOnTarget, type ScalingAction } from "./scaling.ts";
import type { ServingDetails, VariantResult } from "./serving-result.ts";
import { payloadUsage, type Simulated } from "./simulated.ts";
import { functionName, type SimulationSettings } from "./simulation-settings.ts";
import { chooseFleet, parseWeights, type WeightedVariant } from "./traffic-shares.ts";
import { type EndpointRules, type ParsedVariant, parseVariant, type Variant } from "./variant.ts";

type EndpointPlan = SimulationSettings & {
  readonly kind: "real-time" | "asynchronous";
  readonly variants: readonly WeightedVariant[];
  readonly shadows: readonly Variant[];
  readonly deployment: Deployment | undefined;
  readonly rules: EndpointRules;
};

/** How many events are worked off between two reports of progress: a few milliseconds. */
const slice = 10_000;

/** Real-time and asynchronous endpoints: the loop that takes the next arrival, the next answer or the next entry of the agenda. */
export function* simulateEndpointSteps(plan: EndpointPlan): Steps<Progress, Simulated> {
  const { traffic } = plan;
  const { arrivals } = traffic;
  const count = arrivals.length;
  const weights = parseWeights(plan.variants);
  requireList({ functionName, name: "shadows", value: plan.shadows });
  const chance = streamsOf(plan.rng);
  const agenda = new Agenda();
  const total = new Recorder({ keep: plan.keepRequests ? count : undefined, withTimeline: true });
  const luck = new Float64Array(count);
  const log: ScalingAction[] = [];
  // Each fleet has streams of its own: a shadow must not stir what the callers see.
  const join = (variant: ParsedVariant, books: readonly Book[], seeds: Rng): Fleet => {
    const [errorRng, routeRng] = [createRng(seeds.uint32()), createRng(seeds.uint32())];
    return new Fleet({ variant, traffic, rules: plan.rules, luck, books, agenda, errorRng, routeRng });
  };
  const leastInstances = plan.kind === "asynchronous" ? 0 : 1;
  const parse = (variant: Variant) => parseVariant({ functionName, variant, traffic, leastInstances });
  const isAlone = plan.variants.length === 1 && plan.deployment === undefined;
  const serving: Member[] = plan.variants.map((variant) => {
    const recorder = isAlone ? total : new Recorder({ keep: undefined, withTimeline: false });
    return { recorder, fleet: join(parse(variant), isAlone ? [total] : [total, recorder], chance.variantSeeds) };
  });
  const shadows: Member[] = plan.shadows.map((variant) => {
    const recorder = new Recorder({ keep: undefined, withTimeline: false });
    return { recorder, fleet: join(parse(variant), [recorder], chance.shadowSeeds) };
  });
  const start = ({ fleet }: Member): void => {
    fleet.resize({ to: fleet.variant.instances, time: 0, atOnce: true });
    const { scaling } = fleet.variant;
    if (scaling !== undefined) keepOnTarget({ fleet, scaling, agenda, from: 0, log });
  };
  for (const member of [...serving, ...shadows]) start(member);
  const deployment =
    plan.deployment === undefined
      ? undefined
      : joinDeployment({
          deployment: plan.deployment,
          serving,
          weights,
          total,
          agenda,
          joinNew: (variant, books) => join(variant, books, chance.newSeeds),
          parse,
          log,
        });
  const fleets = [...serving, ...shadows].map(({ fleet }) => fleet);
  const clientFleets = serving.map(({ fleet }) => fleet);
  const shadowFleets = shadows.map(({ fleet }) => fleet);
  const timeline = keepTimeline({ plan, agenda, recorder: total, fleets: clientFleets });

  const isSimple = fleets.length === 1;
  const onlyFleet = fleets[0] as Fleet; // parseWeights refused an empty list
  const deadline = traffic.seconds + plan.drainSeconds;
  // Shadows are not waited for: they must not change what is told of the callers.
  const isDone = (): boolean => total.waiting === 0;
  let next = 0;
  let nextArrival = count === 0 ? Number.POSITIVE_INFINITY : (arrivals[0] as number); // count > 0
  for (let events = 1; ; events++) {
    if (events % slice === 0) yield { done: next, total: count };
    let busiest = onlyFleet;
    let nextAnswer = onlyFleet.events.time;
    if (!isSimple) {
      for (const fleet of fleets) {
        if (fleet.events.time >= nextAnswer) continue;
        nextAnswer = fleet.events.time;
        busiest = fleet;
      }
    }
    const nextEntry = agenda.time;
    const soonest = Math.min(nextAnswer, nextEntry, nextArrival);
    if (next === count && soonest > traffic.seconds) {
      // Before an answer there is still somebody waiting for it; not so where a place gets free whose caller has left.
      const isAwaited = nextAnswer === soonest && busiest.answersNext && clientFleets.includes(busiest);
      if (!isAwaited) for (const fleet of fleets) fleet.expireAll(Math.min(soonest, deadline));
      if (isDone() || soonest > deadline) break;
    }
    if (nextAnswer === soonest) busiest.step();
    else if (nextEntry === soonest) agenda.act();
    else {
      const request = next++;
      luck[request] = chance.workRng.uniform();
      const fleet =
        isSimple || clientFleets.length === 1
          ? onlyFleet
          : chooseFleet({ clientFleets, weights, rng: chance.variantRng });
      fleet.offer(request, soonest);
      for (const shadow of shadowFleets) shadow.offer(request, soonest);
      nextArrival = next < count ? (arrivals[next] as number) : Number.POSITIVE_INFINITY; // next < count
    }
  }
  const end = Math.max(traffic.seconds, isDone() ? total.lastFinished : deadline);
  timeline.close(end);
  const { instanceSeconds, utilization } = fleetUsage(clientFleets, end);
  const details: ServingDetails = {
    kind: plan.kind,
    variants: serving.map((member) => variantResult(member, end)),
    shadows: shadows.map((member) => variantResult(member, end)),
    scaling: log,
    deployment: deployment?.result() ?? { state: "not-started", events: [] },
  };
  const { requests } = total;
  const usage = fleets.map(
    (fleet): Usage => ({
      name: fleet.variant.instanceType,
      quantity: fleet.pool.paidSeconds(end) / 3600,
      unit: "instance-hour",
      price: "instanceHour",
    }),
  );
  return {
    result: {
      ...total.outcome(),
      seconds: end,
      utilization,
      instanceSeconds,
      timeline: total.timeline(),
      requests,
      details,
    },
    usage: [...usage, payloadUsage(plan)],
  };
}

/** A stream of chance for each purpose, so that a change in one place does not stir the others. */
function streamsOf(
  rng: Rng,
): Readonly<Record<"workRng" | "variantRng" | "variantSeeds" | "shadowSeeds" | "newSeeds", Rng>> {
  return {
    workRng: ownStream({ rng, purpose: "simulation" }),
    variantRng: ownStream({ rng, purpose: "simulation" }),
    variantSeeds: ownStream({ rng, purpose: "simulation" }),
    shadowSeeds: ownStream({ rng, purpose: "simulation" }),
    newSeeds: ownStream({ rng, purpose: "simulation" }),
  };
}

function variantResult({ fleet, recorder }: Member, end: number): VariantResult {
  const { name } = fleet.variant;
  return { name, ...recorder.outcome(), ...fleetUsage([fleet], end), modelLoads: fleet.pool.modelLoads };
}
