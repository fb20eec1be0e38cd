import { EngineError } from "#engine/core/errors.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { AdwinState } from "./adwin.ts";
import type { DdmState } from "./ddm.ts";
import type { EddmState } from "./eddm.ts";
import type { KswinState } from "./kswin.ts";
import type { PageHinkleyState } from "./page-hinkley.ts";

/** A detector between two values: plain data, to be kept in a file or a message. */
export type DetectorState = DdmState | EddmState | AdwinState | PageHinkleyState | KswinState;

/**
 * Which detector, and how sensitive. What is left out has the value of its paper (KSWIN and Page–Hinkley: of River).
 */
export type DetectorOptions =
  | {
      readonly kind: "ddm";
      /** Answers before anything is judged; default 30. */
      readonly warmUp?: number;
      /** Standard deviations above the best rate; default 2 and 3. */
      readonly warningLevel?: number;
      readonly driftLevel?: number;
    }
  | {
      readonly kind: "eddm";
      /** Errors before anything is judged; default 30. */
      readonly warmUp?: number;
      /** Shares of the longest distance between errors; default 0.95 and 0.9. */
      readonly warningRatio?: number;
      readonly driftRatio?: number;
    }
  | {
      readonly kind: "adwin";
      /** In (0, 1); default 0.002. */
      readonly falseAlarmChance?: number;
      /** From 1 to 100; default 5. More buckets cut more finely and cost more. */
      readonly bucketsPerRow?: number;
      /** Values between two looks; default 32. */
      readonly checkEvery?: number;
      /** Least values on either side of a cut; default 5. */
      readonly leastPart?: number;
    }
  | {
      readonly kind: "page-hinkley";
      /** Default "increase". */
      readonly direction?: "increase" | "decrease" | "both";
      /** Evidence at which it rings, above 0; default 50. */
      readonly threshold?: number;
      /** Change of the mean that is still all right, 0 or more; default 0.005. */
      readonly tolerance?: number;
      /** In (0, 1]; default 0.9999. */
      readonly forgetting?: number;
      /** Values before anything is judged; default 30. */
      readonly warmUp?: number;
    }
  | {
      readonly kind: "kswin";
      /** In (0, 1); default 0.005. */
      readonly significance?: number;
      /** At least twice recentSize, at most 100,000; default 100. */
      readonly windowSize?: number;
      /** From 2 to 1000; default 30. */
      readonly recentSize?: number;
    };

/**
 * Starts an online drift detector: something that reads one value at a time and says when the world has changed.
 *
 * "ddm" and "eddm" read right (0) and wrong (1) answers of a model, so they need labels; the others read any number: an
 * error, a score, a feature. "page-hinkley" watches a mean, "adwin" too and finds the right memory by itself, "kswin"
 * the whole distribution. The result is plain data; hand it to `updateDetector` with each value, and keep what comes
 * back.
 *
 * @param options  `kind` and, where the defaults do not fit, how sensitive
 * @returns        the state before the first value
 * @throws {EngineError} "out-of-range" for an unknown kind or an option outside its interval
 * @example startDetector({ kind: "page-hinkley", threshold: 20 }).count // => 0
 * @source  Gama et al. 2004 (DDM); Baena-García et al. 2006 (EDDM); Bifet & Gavaldà 2007 (ADWIN); Page 1954; Raab et
 *          al. 2020 (KSWIN)
 */
export function startDetector<Options extends DetectorOptions>(
  options: Options,
): Extract<DetectorState, { readonly kind: Options["kind"] }> {
  return start(options) as Extract<DetectorState, { readonly kind: Options["kind"] }>; // start keeps the kind
}

const functionName = "startDetector";

function start(options: DetectorOptions): DetectorState {
  requireOneOf({
    functionName,
    name: "kind",
    value: options?.kind,
    options: ["ddm", "eddm", "adwin", "page-hinkley", "kswin"],
  });
  switch (options.kind) {
    case "ddm": {
      requireOptions(functionName, options, ["kind", "warmUp", "warningLevel", "driftLevel"]);
      const warningLevel = inRange("warningLevel", options.warningLevel ?? 2, above(0));
      const driftLevel = inRange("driftLevel", options.driftLevel ?? 3, above(warningLevel));
      const warmUp = whole("warmUp", options.warmUp ?? 30, 1);
      return { kind: "ddm", version: 1, warmUp, warningLevel, driftLevel, count: 0, errorRate: 0, best: null };
    }
    case "eddm": {
      requireOptions(functionName, options, ["kind", "warmUp", "warningRatio", "driftRatio"]);
      const warningRatio = inRange("warningRatio", options.warningRatio ?? 0.95, share);
      const driftRatio = inRange(
        "driftRatio",
        options.driftRatio ?? 0.9,
        (ratio) => ratio > 0 && ratio <= warningRatio,
      );
      const warmUp = whole("warmUp", options.warmUp ?? 30, 1);
      const fresh = {
        count: 0,
        lastError: 0,
        errorCount: 0,
        meanDistance: 0,
        squares: 0,
        largest: 0,
        isWarning: false,
      };
      return { kind: "eddm", version: 1, warmUp, warningRatio, driftRatio, ...fresh };
    }
    case "adwin": {
      requireOptions(functionName, options, ["kind", "falseAlarmChance", "bucketsPerRow", "checkEvery", "leastPart"]);
      const falseAlarmChance = inRange("falseAlarmChance", options.falseAlarmChance ?? 0.002, share);
      const bucketsPerRow = inRange(
        "bucketsPerRow",
        whole("bucketsPerRow", options.bucketsPerRow ?? 5, 1),
        (buckets) => buckets <= 100,
      );
      const checkEvery = whole("checkEvery", options.checkEvery ?? 32, 1);
      const leastPart = whole("leastPart", options.leastPart ?? 5, 1);
      const fresh = { seen: 0, width: 0, sum: 0, squares: 0, rows: [] };
      return { kind: "adwin", version: 1, falseAlarmChance, bucketsPerRow, checkEvery, leastPart, ...fresh };
    }
    case "page-hinkley": {
      requireOptions(functionName, options, ["kind", "direction", "threshold", "tolerance", "forgetting", "warmUp"]);
      const { direction = "increase" } = options;
      requireOneOf({ functionName, name: "direction", value: direction, options: ["increase", "decrease", "both"] });
      const threshold = inRange("threshold", options.threshold ?? 50, above(0));
      const tolerance = inRange("tolerance", options.tolerance ?? 0.005, (value) => value >= 0 && value < Infinity);
      const forgetting = inRange("forgetting", options.forgetting ?? 0.9999, (value) => value > 0 && value <= 1);
      const warmUp = whole("warmUp", options.warmUp ?? 30, 1);
      const fresh = { count: 0, mean: 0, rise: 0, fall: 0 };
      return { kind: "page-hinkley", version: 1, direction, threshold, tolerance, forgetting, warmUp, ...fresh };
    }
    case "kswin": {
      requireOptions(functionName, options, ["kind", "significance", "windowSize", "recentSize"]);
      const significance = inRange("significance", options.significance ?? 0.005, share);
      const recentSize = inRange(
        "recentSize",
        whole("recentSize", options.recentSize ?? 30, 2),
        (size) => size <= 1000,
      );
      const windowSize = inRange(
        "windowSize",
        whole("windowSize", options.windowSize ?? 100, 2 * recentSize),
        (size) => size <= 100_000,
      );
      return { kind: "kswin", version: 1, significance, windowSize, recentSize, window: [] };
    }
  }
}

const share = (value: number): boolean => value > 0 && value < 1;
const above =
  (least: number) =>
  (value: number): boolean =>
    value > least && value < Number.POSITIVE_INFINITY;

function inRange(name: string, value: number, isInside: (value: number) => boolean): number {
  if (typeof value === "number" && isInside(value)) return value;
  throw new EngineError("out-of-range", `${functionName} requires ${name} inside its interval, got ${String(value)}`, {
    function: functionName,
    argument: name,
    got: String(value),
  });
}

function whole(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a whole ${name} of ${least} or more, got ${String(value)}`,
    { function: functionName, argument: name, got: String(value) },
  );
}
