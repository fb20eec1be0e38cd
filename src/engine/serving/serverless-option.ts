import { type Distribution, quantileFunction } from "#engine/core/distribution.ts";
import { requireNumber } from "#engine/core/require-number.ts";

/**
 * A serverless endpoint: an environment is started when a request finds none idle, and is given up when nobody asked for a
 * while. Nothing waits in a queue; beyond the greatest concurrency requests are refused. Paid by the second of work.
 */
export type ServerlessOption = {
  readonly kind: "serverless";
  readonly memoryMB: number;
  readonly maxConcurrency: number;
  /** Environments that are always warm, paid for all the time; default 0. */
  readonly provisionedConcurrency?: number;
  readonly service: Distribution;
  readonly secondsPerMB?: number;
  readonly errorShare?: number;
  /** How long the start of an environment takes; the request that caused it waits for it. It is not charged. */
  readonly coldStart: Distribution;
  /** How long an idle environment stays warm; AWS does not say; default 300. */
  readonly keepWarmSeconds?: number;
  /** From arrival to answer; default Infinity. The model does not hear of it and works on, which is charged. */
  readonly timeoutSeconds?: number;
  readonly payloadLimitMB?: number;
};

/** An option with its defaults filled in and checked. */
export type ParsedServerless = Required<Omit<ServerlessOption, "kind" | "service" | "coldStart">> & {
  readonly serviceAt: (p: number) => number;
  readonly coldStartAt: (p: number) => number;
};

export function parseServerless({
  functionName,
  option,
}: {
  readonly functionName: string;
  readonly option: ServerlessOption;
}): ParsedServerless {
  const { provisionedConcurrency = 0, secondsPerMB = 0, errorShare = 0, keepWarmSeconds = 300 } = option;
  const { timeoutSeconds = Number.POSITIVE_INFINITY, payloadLimitMB = Number.POSITIVE_INFINITY } = option;
  type Limits = { readonly least?: number; readonly above?: number; readonly most?: number; readonly whole?: boolean };
  const number = (name: string, value: number, limits: Limits): number =>
    requireNumber({ functionName, name: `option.${name}`, value, ...limits });
  const orInfinite = (name: string, value: number): number =>
    value === Number.POSITIVE_INFINITY ? value : number(name, value, { least: 0 });
  const maxConcurrency = number("maxConcurrency", option.maxConcurrency, { least: 1, whole: true });
  return {
    memoryMB: number("memoryMB", option.memoryMB, { above: 0 }),
    maxConcurrency,
    provisionedConcurrency: number("provisionedConcurrency", provisionedConcurrency, {
      least: 0,
      most: maxConcurrency,
      whole: true,
    }),
    serviceAt: quantileFunction({ functionName, name: "option.service", distribution: option.service }),
    coldStartAt: quantileFunction({ functionName, name: "option.coldStart", distribution: option.coldStart }),
    secondsPerMB: number("secondsPerMB", secondsPerMB, { least: 0 }),
    errorShare: number("errorShare", errorShare, { least: 0, most: 1 }),
    keepWarmSeconds: orInfinite("keepWarmSeconds", keepWarmSeconds),
    timeoutSeconds: orInfinite("timeoutSeconds", timeoutSeconds),
    payloadLimitMB: orInfinite("payloadLimitMB", payloadLimitMB),
  };
}
