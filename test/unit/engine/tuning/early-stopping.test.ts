import { describe, expect, test } from "vitest";
import { ask, hyperbandBrackets, report, type Study, tell, tune } from "#engine/tuning/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { bowl, evaluate, open, trialOf } from "./study-samples.ts";

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
