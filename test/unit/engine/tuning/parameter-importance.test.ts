import { expect, test } from "vitest";
import {
  createRng,
  createStudy,
  type Parameters,
  parameterImportance,
  parameterImportanceSteps,
  runToEnd,
  type SearchSpace,
  type Study,
  tune,
} from "#engine/tuning/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const unit = { type: "continuous", min: 0, max: 1 } as const;
const tuned = (
  space: SearchSpace,
  measure: (parameters: Parameters) => number,
  direction: "minimize" | "maximize" = "minimize",
): Study =>
  tune({
    study: createStudy({ space, direction, strategy: "random", completion: { maxTrials: 40 }, rng: createRng(2) }),
    evaluate: ({ parameters }) => measure(parameters),
  });
const shares = (study: Study) =>
  Object.fromEntries(parameterImportance(study).effects.map(({ parameter, share }) => [parameter, share]));

test("a sum: each share is its own variance, worked by hand", () => {
  // Var(2x) = 4/12, Var(y) = 1/12: shares 0.8 and 0.2. The base of 512 places and 17 strips estimates them to a few hundredths.
  for (const direction of ["minimize", "maximize"] as const) {
    const got = shares(tuned({ y: unit, x: unit, idle: unit }, ({ x, y }) => 2 * Number(x) + Number(y), direction));
    expect(got["x"]).toBeCloseTo(0.8, 1);
    expect(got["y"]).toBeCloseTo(0.2, 1);
    expect(got["idle"]).toBeLessThan(0.02);
    expect(Object.keys(got)).toEqual(["x", "y", "idle"]);
  }
});

test("a product of centered settings is all interaction", () => {
  const study = tuned({ x: unit, y: unit }, ({ x, y }) => (Number(x) - 0.5) * (Number(y) - 0.5));
  expect(parameterImportance(study).interactions).toBeGreaterThan(0.9);
});

test("scales and categories have curves of their own", () => {
  const space: SearchSpace = {
    rate: { type: "continuous", min: 1e-4, max: 1, scaling: "logarithmic" },
    kind: { type: "categorical", values: ["a", "b"] },
  };
  const study = tuned(space, ({ rate, kind }) => Math.log10(Number(rate)) + (kind === "a" ? 0 : 1));
  const { effects } = parameterImportance(study);
  // Var = 4²/12 for the rate, 1/4 for the kind: shares 0.842 and 0.158.
  expect(effects.map(({ share }) => share)).toEqual([expect.closeTo(0.842, 1), expect.closeTo(0.158, 1)]);
  const [a, b] = effects[1]?.effect ?? [];
  expect([a?.value, b?.value]).toEqual(["a", "b"]);
  expect((b?.mean ?? 0) - (a?.mean ?? 0)).toBeCloseTo(1, 1);
});

test("nothing varies: no shares; too few trials and other things are refused", () => {
  const flat = parameterImportance(tuned({ x: unit }, () => 3));
  expect([flat.effects[0]?.share, flat.interactions]).toEqual([0, 0]);
  const fresh = createStudy({
    space: { x: unit },
    direction: "minimize",
    completion: { maxTrials: 3 },
    rng: createRng(1),
  });
  expect(refusalOf(() => parameterImportance(fresh))).toBe("too-few-rows");
  expect(refusalOf(() => parameterImportance(null as Anything))).toBe("wrong-type");
});

test("in steps it is the same", () => {
  const study = tuned({ x: unit, y: unit }, ({ x }) => Number(x));
  expect(runToEnd(parameterImportanceSteps(study))).toEqual(parameterImportance(study));
  const steps = parameterImportanceSteps(study);
  steps.next();
  steps.return(parameterImportance(study));
  expect(steps.next().done).toBe(true);
});
