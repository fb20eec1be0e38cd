import { beforeAll, describe, expect, test } from "vitest";
import * as door from "#engine/metrics/index.ts";
import {
  createRng,
  explainedVariance,
  huberLoss,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  medianAbsoluteError,
  pinballLoss,
  residuals,
  rootMeanSquaredError,
  rSquared,
} from "#engine/metrics/index.ts";
import { expectClose } from "../expect-close.ts";
import { codeOfRefusal, type RefusedCase, readFixture } from "./read-fixture.ts";

type Expected = {
  readonly meanSquaredError: number;
  readonly rootMeanSquaredError: number;
  readonly meanAbsoluteError: number;
  readonly medianAbsoluteError?: number;
  readonly meanAbsolutePercentageError?: number;
  readonly rSquared: number;
  readonly explainedVariance: number;
  readonly pinballLoss: readonly { readonly quantile: number; readonly loss: number }[];
  readonly huberLoss: readonly { readonly delta: number; readonly loss: number }[];
};
type Rows = {
  readonly actual: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
};
type RegressionCase = Expected & Rows & { readonly name: string; readonly residuals: readonly number[] };

const fixture = readFixture<{
  readonly cases: readonly RegressionCase[];
  readonly refused: readonly RefusedCase[];
  readonly large: {
    readonly seed: number;
    readonly rows: number;
    readonly plain: Expected;
    readonly weighted: Expected;
  };
}>("regression.json");

const metrics = {
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  medianAbsoluteError,
  meanAbsolutePercentageError,
  rSquared,
  explainedVariance,
};

function expectMetrics({ rows, expected }: { readonly rows: Rows; readonly expected: Expected }): void {
  for (const [name, metric] of Object.entries(metrics)) {
    const value: unknown = Reflect.get(expected, name);
    if (value !== undefined) expectClose({ got: metric(rows), expected: value, what: name });
  }
  for (const { quantile, loss } of expected.pinballLoss) {
    expectClose({ got: pinballLoss({ ...rows, quantile }), expected: loss, what: `pinball ${quantile}` });
  }
  for (const { delta, loss } of expected.huberLoss) {
    expectClose({ got: huberLoss({ ...rows, delta }), expected: loss, what: `Huber ${delta}` });
  }
}

describe("regression metrics agree with scikit-learn", () => {
  test.each(fixture.cases)("$name", ({ actual, predicted, weights, residuals: expectedResiduals, ...expected }) => {
    expectMetrics({ rows: { actual, predicted, weights }, expected });
    expectClose({ got: residuals({ actual, predicted }), expected: expectedResiduals, what: "residuals" });
  });
});

describe("what scikit-learn raises on, or lets pass, is refused by code", () => {
  test.each(fixture.refused)("$name: $code", (refused) => {
    expect(codeOfRefusal({ door, refused })).toBe(refused.code);
  });
});

describe("a million rows agree with scikit-learn", () => {
  const { seed, rows, plain, weighted } = fixture.large;
  const actual = new Float64Array(rows);
  const predicted = new Float64Array(rows);
  const weights = new Float64Array(rows);

  beforeAll(() => {
    const rng = createRng(seed);
    for (let row = 0; row < rows; row++) {
      const value = rng.uniform() * 100 + 1;
      actual[row] = value;
      predicted[row] = value + (rng.uniform() - 0.45) * 30;
      weights[row] = rng.integer(4);
    }
  });

  test("plain", () => expectMetrics({ rows: { actual, predicted }, expected: plain }));
  test("weighted", () => expectMetrics({ rows: { actual, predicted, weights }, expected: weighted }));
});
