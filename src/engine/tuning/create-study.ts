import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { encode } from "./encode-parameters.ts";
import { hyperbandBrackets } from "./hyperband-brackets.ts";
import { parseSpace, type SearchSpace } from "./search-space.ts";
import {
  type Completion,
  type EarlyStopping,
  type PastTrial,
  type Strategy,
  type Study,
  valuedTrials,
  type WarmStartMode,
} from "./study.ts";

/** A strategy by its name with the usual choices, or with choices of one's own. */
export type StrategyChoice =
  | "random"
  | "grid"
  | "bayesian"
  | { readonly kind: "grid"; readonly pointsPerRange: number }
  | { readonly kind: "bayesian"; readonly initialTrials: number }
  | {
      readonly kind: "hyperband";
      readonly minResource?: number;
      readonly maxResource: number;
      readonly reduction?: number;
    };

export type StudyOptions = {
  readonly space: SearchSpace;
  readonly direction: "minimize" | "maximize";
  /** Default "bayesian", as in SageMaker. */
  readonly strategy?: StrategyChoice;
  readonly completion: Partial<Completion>;
  /** Default "off". "median" acts once 4 trials are completed. */
  readonly earlyStopping?: "off" | "median" | EarlyStopping;
  readonly warmStart?: { readonly mode: WarmStartMode; readonly studies: readonly Study[] };
  readonly rng: Rng;
};

/**
 * Opens a search for good settings (hyperparameters): what may be varied, what is to be made small or large, and when to stop.
 *
 * Then `ask` for settings, try them, `tell` the value, and again; or let `tune` do it. Every step returns a new study, and a
 * study is plain data: keep it as JSON, go on tomorrow, and get the trials one would have got today.
 *
 * "random" draws from the space; hard to beat when many settings matter little. "grid" tries every combination: fine for two
 * settings, hopeless for six. "bayesian" learns from each value where the next trial pays. "hyperband" starts many trials
 * cheaply and takes only the best further, which pays when early values foretell late ones.
 *
 * `warmStart` (Bayesian only) takes former studies along. With "identical-data-and-algorithm" their values count as if they had
 * been told here. With "transfer-learning" each former study's values are standardized first and trusted less: a different
 * data set has other values, but its good corner is a place to begin. Trials whose settings lie outside the new space are left out.
 *
 * @param options  `completion.maxTrials` is needed for "random" and "bayesian"; `notImproving` is 3 or more, as in SageMaker
 * @returns        a study without trials
 * @throws {EngineError} "out-of-range", "wrong-type", "empty", "duplicate-key" for a range; "out-of-range" for other choices,
 *                      for early stopping with Hyperband (which has its own), for a warm start without a usable trial or of
 *                      another direction
 * @example createStudy({ space: { depth: { type: "integer", min: 1, max: 9 } }, direction: "maximize", completion: { maxTrials: 20 }, rng: createRng(1) }).strategy // => { kind: "bayesian", initialTrials: 4 }
 * @source  Bergstra & Bengio 2012 (random); Snoek, Larochelle & Adams 2012 (Bayesian); Li et al. 2018 (Hyperband); the names and
 *          rules of Amazon SageMaker automatic model tuning
 */
export function createStudy(options: StudyOptions): Study {
  const {
    space,
    direction,
    strategy = "bayesian",
    completion,
    earlyStopping = "off",
    warmStart,
    rng,
  } = requireOptions(functionName, options, [
    "space",
    "direction",
    "strategy",
    "completion",
    "earlyStopping",
    "warmStart",
    "rng",
  ]);
  const parsed = parseSpace(functionName, space);
  requireOneOf({ functionName, name: "direction", value: direction, options: ["minimize", "maximize"] });
  const chosen = parseStrategy(strategy, Object.keys(parsed).length);
  const ends = parseCompletion(completion, chosen);
  const stopping = parseEarlyStopping(earlyStopping);
  if (stopping.rule !== "off" && chosen.kind === "hyperband") {
    throw refusal("early stopping to be off with hyperband, which stops trials itself", "median", "earlyStopping");
  }
  if (warmStart !== undefined && chosen.kind !== "bayesian") {
    throw refusal("the bayesian strategy for a warm start", chosen.kind, "warmStart");
  }
  return {
    kind: "study",
    version: 1,
    space: parsed,
    direction,
    strategy: chosen,
    completion: ends,
    earlyStopping: stopping,
    warmStart:
      warmStart === undefined ? null : { mode: warmStart.mode, past: pastOf({ warmStart, space: parsed, direction }) },
    seed: rng.uint32(),
    trials: [],
    ended: null,
  };
}

const functionName = "createStudy";

function parseStrategy(choice: StrategyChoice, rangeCount: number): Strategy {
  const strategy: Exclude<StrategyChoice, string> | { readonly kind: "random" | "grid" | "bayesian" } =
    typeof choice === "string" ? { kind: choice } : choice;
  requireOneOf<Strategy["kind"]>({
    functionName,
    name: "strategy",
    value: strategy?.kind,
    options: ["random", "grid", "bayesian", "hyperband"],
  });
  if (strategy.kind === "hyperband") {
    const { minResource = 1, maxResource, reduction = 3 } = strategy;
    hyperbandBrackets({ minResource, maxResource, reduction });
    return { kind: "hyperband", minResource, maxResource, reduction };
  }
  if (strategy.kind === "grid") {
    const pointsPerRange = "pointsPerRange" in strategy ? strategy.pointsPerRange : 5;
    requireNumber({ functionName, name: "pointsPerRange", value: pointsPerRange, least: 2, most: 10_000, whole: true });
    return { kind: "grid", pointsPerRange };
  }
  if (strategy.kind === "bayesian") {
    const initialTrials = "initialTrials" in strategy ? strategy.initialTrials : Math.max(4, 2 * rangeCount);
    requireNumber({ functionName, name: "initialTrials", value: initialTrials, least: 1, most: 10_000, whole: true });
    return { kind: "bayesian", initialTrials };
  }
  return { kind: "random" };
}

function parseCompletion(
  { maxTrials = null, target = null, notImproving = null, convergence = false }: Partial<Completion>,
  { kind }: Strategy,
): Completion {
  if (maxTrials !== null) requireNumber({ functionName, name: "maxTrials", value: maxTrials, least: 1, whole: true });
  else if (kind === "random" || kind === "bayesian") throw refusal(`maxTrials for ${kind}`, "none", "maxTrials");
  if (target !== null) requireNumber({ functionName, name: "target", value: target });
  if (notImproving !== null) {
    requireNumber({ functionName, name: "notImproving", value: notImproving, least: 3, whole: true });
  }
  return { maxTrials, target, notImproving, convergence: convergence === true };
}

function parseEarlyStopping(choice: "off" | "median" | EarlyStopping): EarlyStopping {
  const stopping =
    choice === "median" ? { rule: choice, afterTrials: 4 } : choice === "off" ? { rule: choice } : choice;
  requireOneOf({ functionName, name: "earlyStopping", value: stopping?.rule, options: ["off", "median"] });
  if (stopping.rule === "off") return { rule: "off" };
  requireNumber({ functionName, name: "afterTrials", value: stopping.afterTrials, least: 1, whole: true });
  return { rule: "median", afterTrials: stopping.afterTrials };
}

function pastOf({
  warmStart,
  space,
  direction,
}: {
  readonly warmStart: NonNullable<StudyOptions["warmStart"]>;
  readonly space: SearchSpace;
  readonly direction: Study["direction"];
}): readonly PastTrial[] {
  requireOneOf({
    functionName,
    name: "mode of the warm start",
    value: warmStart.mode,
    options: ["identical-data-and-algorithm", "transfer-learning"],
  });
  const names = Object.keys(space);
  const past = warmStart.studies.flatMap((study, index) => {
    requireFitted({ functionName, fitted: study, kinds: { study: 1 } });
    if (study.direction !== direction) throw refusal(`former studies that ${direction}`, study.direction, "warmStart");
    return valuedTrials(study)
      .filter(({ outcome, parameters }) => outcome.status === "completed" && isInside(space, parameters))
      .map(({ parameters, outcome }) => ({
        parameters: Object.fromEntries(names.map((name) => [name, parameters[name] ?? 0])),
        value: outcome.value,
        study: index,
      }));
  });
  if (past.length > 0) return past;
  throw refusal("a former trial inside the space for a warm start", "none", "warmStart");
}

function isInside(space: SearchSpace, parameters: Study["trials"][number]["parameters"]): boolean {
  try {
    encode(space, parameters);
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

function refusal(need: string, got: string, argument: string): EngineError {
  return new EngineError("out-of-range", `${functionName} requires ${need}, got ${got}`, {
    function: functionName,
    argument,
    got,
  });
}
