import { type Distribution, quantileFunction } from "#engine/core/distribution.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { type MultiModel, parseMultiModel } from "./model-cache.ts";
import { type AutoScaling, parseScaling } from "./scaling.ts";
import type { Traffic } from "./traffic.ts";

/** A model on instances of one type: what SageMaker calls a production variant. */
export type Variant = {
  readonly name: string;
  /** Names the price of an instance in the price table. */
  readonly instanceType: string;
  /** How many are in service at the start. */
  readonly instances: number;
  /** How many requests one instance works on at the same time; default 1. */
  readonly concurrency?: number;
  /** Seconds of work that a request takes. */
  readonly service: Distribution;
  /** Seconds of work for each megabyte of payload on top; default 0. */
  readonly secondsPerMB?: number;
  /** Share of answers that are errors of the model (status 5xx); default 0. */
  readonly errorShare?: number;
  /** From launch until in service; it is paid for; default 180. */
  readonly startUpSeconds?: number;
  /** Left out = the number of instances stays. */
  readonly scaling?: AutoScaling;
  /** Left out = one model, always in memory. */
  readonly models?: MultiModel;
};

/**
 * Where a request goes.
 *
 * - "shared": one queue; the next free instance takes the next request (what queueing theory calls M/M/c).
 * - "random": any instance, which may be busy while another is idle.
 * - "least-outstanding": the instance with the fewest requests on hand; takes O(instances) a request.
 * - "by-model": all requests for a model to the same instance, so that it is loaded once.
 */
export type Routing = "shared" | "random" | "least-outstanding" | "by-model";

/** The rules of an endpoint; Infinity = no limit. */
export type EndpointRules = {
  readonly routing: Routing;
  /** How many requests may wait for each instance. */
  readonly queueLimit: number;
  /** How long a request may wait until work on it begins. */
  readonly queueSeconds: number;
  /** From arrival to answer. The model does not hear of it and works on. */
  readonly responseSeconds: number;
  /** From the beginning of work to the answer. The work is stopped. */
  readonly workSeconds: number;
  readonly payloadLimitMB: number;
};

/** A variant with its defaults filled in and checked. */
export type ParsedVariant = {
  readonly name: string;
  readonly instanceType: string;
  readonly instances: number;
  readonly concurrency: number;
  readonly serviceAt: (p: number) => number;
  readonly secondsPerMB: number;
  readonly errorShare: number;
  readonly startUpSeconds: number;
  readonly scaling: Required<AutoScaling> | undefined;
  readonly models: MultiModel | undefined;
};

export function parseVariant({
  functionName,
  variant,
  traffic,
  leastInstances,
}: {
  readonly functionName: string;
  readonly variant: Variant;
  readonly traffic: Traffic;
  readonly leastInstances: 0 | 1;
}): ParsedVariant {
  requireRecord({ functionName, name: "variant", value: variant });
  const { concurrency = 1, secondsPerMB = 0, errorShare = 0, startUpSeconds = 180, scaling, models } = variant;
  const number = (name: string, value: number, limits: { least: number; most?: number; whole?: boolean }) =>
    requireNumber({ functionName, name: `variant.${name}`, value, ...limits });
  return {
    name: String(variant.name),
    instanceType: String(variant.instanceType),
    instances: number("instances", variant.instances, { least: leastInstances, most: 10_000, whole: true }),
    concurrency: number("concurrency", concurrency, { least: 1, most: 100_000, whole: true }),
    serviceAt: quantileFunction({ functionName, name: "variant.service", distribution: variant.service }),
    secondsPerMB: number("secondsPerMB", secondsPerMB, { least: 0 }),
    errorShare: number("errorShare", errorShare, { least: 0, most: 1 }),
    startUpSeconds: number("startUpSeconds", startUpSeconds, { least: 0 }),
    scaling: scaling === undefined ? undefined : parseScaling({ functionName, scaling }),
    models: models === undefined ? undefined : parseMultiModel({ functionName, models, asked: traffic.models }),
  };
}

export function requireRouting({
  functionName,
  routing,
}: {
  readonly functionName: string;
  readonly routing: Routing;
}): Routing {
  const options = ["shared", "random", "least-outstanding", "by-model"] as const;
  return requireOneOf<Routing>({ functionName, name: "routing", value: routing, options });
}
