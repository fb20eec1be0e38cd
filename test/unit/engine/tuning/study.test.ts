import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Asked,
  ask,
  createRng,
  createStudy,
  findBestTrial,
  hyperbandBrackets,
  type Parameters,
  report,
  runToEnd,
  type SearchSpace,
  type Study,
  type StudyOptions,
  type Trial,
  tell,
  tune,
  tuneSteps,
} from "#engine/tuning/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const space: SearchSpace = {
  x: { type: "continuous", min: 0, max: 1 },
  depth: { type: "integer", min: 1, max: 8 },
  kernel: { type: "categorical", values: ["a", "b"] },
};
const open = ({ seed = 1, ...options }: Partial<StudyOptions> & { readonly seed?: number } = {}): Study =>
  createStudy({
    space,
    direction: "minimize",
    completion: { maxTrials: 12 },
    rng: createRng(seed),
    ...options,
  });
const bowl = ({ x, depth, kernel }: Parameters): number =>
  (Number(x) - 0.3) ** 2 + (Number(depth) - 5) ** 2 / 50 + (kernel === "a" ? 0 : 0.1);
const evaluate = ({ parameters }: { readonly parameters: Parameters }): number => bowl(parameters);

function trialOf(asked: Asked): { readonly study: Study; readonly trial: Trial } {
  if (asked.status !== "trial") throw new Error(`asked for a trial, got ${asked.status}`);
  return asked;
}

describe.each(["random", "grid", "bayesian"] as const)("%s", (strategy) => {
  test("a study that went through JSON after every step gives the same trials", () => {
    const whole = tune({ study: open({ strategy }), evaluate });
    let study = open({ strategy });
    for (;;) {
      const asked = ask(JSON.parse(JSON.stringify(study)) as Study); // plain data keeps its shape
      if (asked.status !== "trial") break;
      study = tell({ study: asked.study, trialId: asked.trial.id, value: bowl(asked.trial.parameters) });
    }
    expect(study.trials).toEqual(whole.trials);
    expect(structuredClone(whole)).toEqual(whole);
  });

  test("every trial lies in the space", () => {
    const { trials } = tune({ study: open({ strategy }), evaluate });
    for (const { parameters } of trials) {
      expect(parameters).toEqual({
        x: expect.any(Number),
        depth: expect.any(Number),
        kernel: expect.stringMatching(/^[ab]$/),
      });
      expect(Number.isInteger(parameters["depth"])).toBe(true);
    }
  });

  test("in steps it comes to the same, and what was reported can be resumed", () => {
    const whole = tune({ study: open({ strategy }), evaluate });
    expect(runToEnd(tuneSteps({ study: open({ strategy }), evaluate }))).toEqual(whole);
    const steps = tuneSteps({ study: open({ strategy }), evaluate });
    let kept = open({ strategy });
    for (let i = 0; i < 5; i++) {
      const step = steps.next();
      if (step.done !== true) kept = step.value.study;
    }
    steps.return(kept);
    expect(steps.next().done).toBe(true);
    expect(tune({ study: kept, evaluate })).toEqual(whole);
  });
});

describe("parallel asks", () => {
  test("four trials asked at once differ, and answers may come in any order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
        let study = tune({ study: open({ completion: { maxTrials: 8 } }), evaluate });
        study = { ...study, ended: null, completion: { ...study.completion, maxTrials: 12 } };
        const asked: Trial[] = [];
        for (let i = 0; i < 4; i++) {
          const next = trialOf(ask(study));
          study = next.study;
          asked.push(next.trial);
        }
        expect(new Set(asked.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(4);
        const xs = asked.map(({ parameters }) => Number(parameters["x"]) + Number(parameters["depth"]));
        expect(new Set(xs.map((value) => value.toFixed(3))).size).toBeGreaterThan(2);
        for (const trialId of order) study = tell({ study, trialId: 8 + trialId, value: 1 });
        expect(ask(study).status).toBe("complete");
      }),
      { numRuns: 3 },
    );
  });
});

describe("grid", () => {
  test("tries every combination once and says so", () => {
    const study = tune({ study: open({ strategy: { kind: "grid", pointsPerRange: 3 }, completion: {} }), evaluate });
    expect(study.trials).toHaveLength(3 * 3 * 2);
    expect(new Set(study.trials.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(18);
    expect(study.ended).toBe("space-exhausted");
    expect(study.trials[0]?.parameters).toEqual({ x: 0, depth: 1, kernel: "a" });
    expect(study.trials.at(-1)?.parameters).toEqual({ x: 1, depth: 8, kernel: "b" });
  });

  test("whole numbers are not repeated when there are fewer than points", () => {
    const small: SearchSpace = { depth: { type: "integer", min: 1, max: 3 } };
    const study = tune({
      study: open({ space: small, strategy: { kind: "grid", pointsPerRange: 10 }, completion: {} }),
      evaluate: () => 0,
    });
    expect(study.trials.map(({ parameters }) => parameters["depth"])).toEqual([1, 2, 3]);
  });
});

describe("completion", () => {
  const told = (study: Study, values: readonly (number | null)[]): Study =>
    values.reduce<Study>((at, value) => {
      const { study: next, trial } = trialOf(ask(at));
      return tell({ study: next, trialId: trial.id, value });
    }, study);

  test.each([
    ["minimize", 0.5, [0.7, 0.5], "target-reached"],
    ["maximize", 0.5, [0.4, 0.6], "target-reached"],
  ] as const)("%s: a value as good as the target ends it", (direction, target, values, reason) => {
    const study = told(open({ direction, completion: { maxTrials: 50, target } }), values);
    expect(ask(study)).toMatchObject({ status: "complete", reason });
  });

  test("three trials in a row that gain less than 1 % end it, failures aside", () => {
    const start = open({ strategy: "random", direction: "maximize", completion: { maxTrials: 50, notImproving: 3 } });
    // 0.80 → 0.81 is a gain of 1.25 %; 0.815 gains 0.6 %, 0.7 and 0.816 nothing worth counting.
    const study = told(start, [0.8, 0.81, 0.815, null, 0.7]);
    expect(ask(study).status).toBe("trial");
    expect(ask(told(study, [0.816]))).toMatchObject({ status: "complete", reason: "not-improving" });
  });

  test("a search converges when no more is to be gained, and a flat function at once", () => {
    const line: SearchSpace = { x: { type: "continuous", min: 0, max: 1 } };
    const completion = { maxTrials: 60, convergence: true };
    const smooth = tune({
      study: open({ space: line, completion }),
      evaluate: ({ parameters }) => (Number(parameters["x"]) - 0.3) ** 2,
    });
    expect(smooth.ended).toBe("converged");
    expect(Math.abs(Number(findBestTrial(smooth)?.parameters["x"]) - 0.3)).toBeLessThan(0.05);
    const flat = tune({ study: open({ space: line, completion }), evaluate: () => 7 });
    expect([flat.ended, flat.trials.length]).toEqual(["converged", 10]);
  });

  test("the end is remembered", () => {
    const study = tune({ study: open({ strategy: "random" }), evaluate });
    expect(study.ended).toBe("max-trials");
    expect(ask({ ...study, completion: { ...study.completion, maxTrials: 99 } }).status).toBe("complete");
  });

  test("all trials failing is no error, and no best", () => {
    const study = tune({ study: open({ completion: { maxTrials: 7 } }), evaluate: () => null });
    expect(study.trials.map(({ outcome }) => outcome.status)).toEqual(Array.from({ length: 7 }, () => "failed"));
    expect(findBestTrial(study)).toBeUndefined();
  });

  test("one value everywhere, and one place only, are searched without complaint", () => {
    const point: SearchSpace = { x: { type: "continuous", min: 2, max: 2 } };
    expect(tune({ study: open({ space: point }), evaluate: () => 3 }).trials).toHaveLength(12);
    expect(tune({ study: open(), evaluate: () => 1e300 }).trials).toHaveLength(12);
  });
});

describe("the median rule", () => {
  // Running averages up to step 2: 5, 3, 1, 7 → median 4.
  const curves = [
    [6, 4, 2],
    [4, 2, 1],
    [1, 1, 1],
    [7, 7, 7],
  ];
  const withCurves = (direction: "minimize" | "maximize"): Study =>
    curves.reduce<Study>(
      (at, curve) => {
        const { study, trial } = trialOf(ask(at));
        const reported = curve.reduce(
          (now, value, step) => report({ study: now, trialId: trial.id, step: step + 1, value }).study,
          study,
        );
        // The curves are given; whatever advice came on the way is not followed here.
        return tell({
          study: { ...reported, trials: reported.trials.map((t) => ({ ...t, isAdvisedToStop: false })) },
          trialId: trial.id,
          value: curve.at(-1) ?? 0,
        });
      },
      open({ strategy: "random", direction, earlyStopping: "median" }),
    );

  test.each([
    ["minimize", 4.1, "stop"],
    ["minimize", 4, "continue"],
    ["minimize", 3.9, "continue"],
    ["maximize", 3.9, "stop"],
    ["maximize", 4, "continue"],
  ] as const)("%s: %d at step 2 against a median of 4: %s", (direction, value, advice) => {
    const { study, trial } = trialOf(ask(withCurves(direction)));
    expect(report({ study, trialId: trial.id, step: 2, value }).advice).toBe(advice);
  });

  test("a trial that was advised counts as stopped with its last value", () => {
    const { study, trial } = trialOf(ask(withCurves("minimize")));
    const { study: advised } = report({ study, trialId: trial.id, step: 2, value: 9 });
    expect(tell({ study: advised, trialId: trial.id, value: 9 }).trials[4]?.outcome).toEqual({
      status: "stopped",
      value: 9,
      order: 4,
    });
  });

  test("steps that nobody has reported at are not judged", () => {
    const { study, trial } = trialOf(ask(withCurves("minimize")));
    expect(report({ study, trialId: trial.id, step: 0.5, value: 99 }).advice).toBe("continue");
  });

  test("off with Hyperband", () => {
    expect(refusalOf(() => open({ strategy: { kind: "hyperband", maxResource: 9 }, earlyStopping: "median" }))).toBe(
      "out-of-range",
    );
  });
});

describe("Hyperband", () => {
  const plan = { maxResource: 9, reduction: 3 };
  const strategy = { kind: "hyperband", ...plan } as const;

  test("follows its plan, and takes the best of a rung further", () => {
    const study = tune({ study: open({ strategy, completion: {} }), evaluate });
    expect(study.ended).toBe("space-exhausted");
    for (const [bracket, { rungs }] of hyperbandBrackets(plan).entries()) {
      for (const [rung, { trials, resource }] of rungs.entries()) {
        const here = study.trials.filter((trial) => trial.rung?.bracket === bracket && trial.rung.rung === rung);
        expect(here.map((trial) => trial.resource)).toEqual(Array.from({ length: trials }, () => resource));
        const below = study.trials.filter((trial) => trial.rung?.bracket === bracket && trial.rung.rung === rung - 1);
        const best = below
          .map(({ parameters }) => bowl(parameters))
          .sort((a, b) => a - b)
          .slice(0, trials);
        if (rung > 0) expect(here.map(({ parameters }) => bowl(parameters))).toEqual(best);
      }
    }
  });

  test("parallel asks go on to the next bracket, then wait", () => {
    let study = open({ strategy, completion: {} });
    const first = hyperbandBrackets(plan).reduce((sum, { rungs }) => sum + (rungs[0]?.trials ?? 0), 0);
    for (let i = 0; i < first; i++) study = trialOf(ask(study)).study;
    expect(ask(study).status).toBe("wait");
    for (let trialId = 0; trialId < 9; trialId++) study = tell({ study, trialId, value: trialId });
    expect(trialOf(ask(study)).trial).toMatchObject({ resource: 3, rung: { bracket: 0, rung: 1, continues: 0 } });
  });

  test("trials that failed are never taken further, and a limit on trials starts another pass", () => {
    const failing = tune({ study: open({ strategy, completion: {} }), evaluate: () => null });
    expect(failing.trials.every(({ rung }) => rung?.rung === 0)).toBe(true);
    const passes = tune({ study: open({ strategy, completion: { maxTrials: 60 } }), evaluate });
    expect(passes.trials).toHaveLength(60);
    expect(passes.trials.at(-1)?.rung?.pass).toBeGreaterThan(0);
  });
});

describe("warm start", () => {
  const parent = tune({ study: open({ seed: 5, completion: { maxTrials: 20 } }), evaluate });
  // What eight trials have taught saves the four first trials of a spread: after five trials, the median over seeds tells.
  const afterFive = (warmStart?: StudyOptions["warmStart"]): number => {
    const bests = [11, 12, 13, 14, 15].map((seed) => {
      const study = open({ seed, completion: { maxTrials: 5 }, ...(warmStart === undefined ? {} : { warmStart }) });
      return findBestTrial(tune({ study, evaluate }))?.outcome.value ?? Number.POSITIVE_INFINITY;
    });
    return bests.toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
  };
  const taught = (measure: (value: number) => number): Study =>
    tune({ study: open({ seed: 5, completion: { maxTrials: 8 } }), evaluate: (attempt) => measure(evaluate(attempt)) });

  test("the same data: former values count as one's own", () => {
    const studies = [taught((value) => value)];
    expect(afterFive({ mode: "identical-data-and-algorithm", studies })).toBeLessThan(afterFive() / 2);
  });

  test("other data on another scale: its good corner is where the search begins", () => {
    const studies = [taught((value) => 1000 * value - 500)];
    expect(afterFive({ mode: "transfer-learning", studies })).toBeLessThan(afterFive() / 2);
  });

  test("trials outside the new space are left out; none left is refused", () => {
    const narrow: SearchSpace = { ...space, x: { type: "continuous", min: 0.2, max: 0.4 } };
    const study = open({ space: narrow, warmStart: { mode: "identical-data-and-algorithm", studies: [parent] } });
    const inside = parent.trials.filter(
      ({ parameters }) => Number(parameters["x"]) >= 0.2 && Number(parameters["x"]) <= 0.4,
    );
    expect(study.warmStart?.past).toHaveLength(inside.length);
    expect(
      refusalOf(() =>
        open({
          space: { y: { type: "integer", min: 1, max: 2 } },
          warmStart: { mode: "transfer-learning", studies: [parent] },
        }),
      ),
    ).toBe("out-of-range");
  });
});

describe("hostile studies", () => {
  const running = trialOf(ask(open({ strategy: "random" }))).study;
  test.each<readonly [string, () => unknown, string]>([
    ["ask of null", () => ask(null as Anything), "wrong-type"],
    ["ask of a model", () => ask({ kind: "ridge", version: 1 } as Anything), "wrong-type"],
    ["another version", () => ask({ ...running, version: 2 } as Anything), "unsupported-version"],
    ["no limit for random", () => open({ strategy: "random", completion: {} }), "out-of-range"],
    ["a limit of 0", () => open({ completion: { maxTrials: 0 } }), "out-of-range"],
    ["a target of NaN", () => open({ completion: { maxTrials: 1, target: Number.NaN } }), "not-finite"],
    ["patience of 2", () => open({ completion: { maxTrials: 1, notImproving: 2 } }), "out-of-range"],
    ["a grid of a billion", () => open({ strategy: { kind: "grid", pointsPerRange: 1e9 } }), "out-of-range"],
    ["a billion first trials", () => open({ strategy: { kind: "bayesian", initialTrials: 1e9 } }), "out-of-range"],
    ["an unknown strategy", () => open({ strategy: "annealing" as Anything }), "out-of-range"],
    ["a strategy that is null", () => open({ strategy: null as Anything }), "out-of-range"],
    ["an unknown direction", () => open({ direction: "up" as Anything }), "out-of-range"],
    [
      "a warm start of a grid",
      () => open({ strategy: "grid", warmStart: { mode: "transfer-learning", studies: [] } }),
      "out-of-range",
    ],
    ["Hyperband of 0", () => open({ strategy: { kind: "hyperband", maxResource: 0 } }), "out-of-range"],
    [
      "Hyperband of infinity",
      () => open({ strategy: { kind: "hyperband", maxResource: Number.POSITIVE_INFINITY } }),
      "not-finite",
    ],
    ["Hyperband of billions", () => open({ strategy: { kind: "hyperband", maxResource: 1e12 } }), "out-of-range"],
    ["a value of NaN", () => tell({ study: running, trialId: 0, value: Number.NaN }), "not-finite"],
    ["a value that is text", () => tell({ study: running, trialId: 0, value: "1" as Anything }), "wrong-type"],
    ["an unknown trial", () => tell({ study: running, trialId: 9, value: 1 }), "out-of-range"],
    [
      "a trial told twice",
      () => tell({ study: tell({ study: running, trialId: 0, value: 1 }), trialId: 0, value: 1 }),
      "out-of-range",
    ],
    [
      "a step that is not larger",
      () =>
        report({
          study: report({ study: running, trialId: 0, step: 2, value: 1 }).study,
          trialId: 0,
          step: 2,
          value: 1,
        }),
      "out-of-range",
    ],
    [
      "a report of infinity",
      () => report({ study: running, trialId: 0, step: 1, value: Number.POSITIVE_INFINITY }),
      "not-finite",
    ],
    ["the best of null", () => findBestTrial(null as Anything), "wrong-type"],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
