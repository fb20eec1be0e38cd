import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ask,
  findBestTrial,
  runToEnd,
  type SearchSpace,
  type Study,
  type Trial,
  tell,
  tune,
  tuneSteps,
} from "#engine/tuning/index.ts";
import { bowl, evaluate, open, trialOf } from "./study-samples.ts";

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
