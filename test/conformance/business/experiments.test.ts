import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Alternative,
  bonferroni,
  compareMeans,
  compareProportions,
  experimentPower,
  sampleSizePerGroup,
} from "#engine/business/index.ts";
import { expectClose } from "../expect-close.ts";

type Asked = { readonly alternative: Alternative };
type Interval = { readonly pValue: number; readonly lower: number; readonly upper: number };

// The shape is the generator's, which stands beside the data.
const fixture = JSON.parse(readFileSync(new URL("experiments.json", import.meta.url), "utf8")) as {
  readonly proportions: readonly (Asked &
    Interval & {
      readonly numbers: readonly [number, number, number, number];
      readonly confidence: number;
      readonly squaredStatistic: number;
    })[];
  readonly means: readonly (Asked &
    Interval & {
      readonly control: readonly number[];
      readonly treatment: readonly number[];
      readonly statistic: number;
      readonly degreesOfFreedom: number;
    })[];
  readonly sizes: readonly (Asked & {
    readonly rates: readonly [number, number];
    readonly power: number;
    readonly significance: number;
    readonly rows: number;
    readonly powerAt300: number;
  })[];
  readonly meansSizes: readonly { readonly difference: number; readonly rows: number }[];
  readonly bonferroni: { readonly pValues: readonly number[]; readonly adjusted: readonly number[] };
};

test("two rates agree with R prop.test", () => {
  for (const { numbers, alternative, confidence, squaredStatistic, ...expected } of fixture.proportions) {
    const [controlSuccesses, controlTrials, treatmentSuccesses, treatmentTrials] = numbers;
    const { statistic, pValue, lower, upper } = compareProportions({
      control: { successes: controlSuccesses, trials: controlTrials },
      treatment: { successes: treatmentSuccesses, trials: treatmentTrials },
      alternative,
      confidence,
    });
    const what = `${numbers.join(", ")}, ${alternative}`;
    // R squares z and takes the root again for one side; differences of rates of 1e-4 lose four digits: hence 1e-11.
    const got = { squaredStatistic: statistic ** 2, pValue, lower, upper };
    expectClose({ got, expected: { squaredStatistic, ...expected }, what, relative: 1e-11 });
  }
});

test("two means agree with R t.test", () => {
  for (const { control, treatment, alternative, ...expected } of fixture.means) {
    const { statistic, degreesOfFreedom, pValue, lower, upper } = compareMeans({ control, treatment, alternative });
    const got = { statistic, degreesOfFreedom, pValue, lower, upper };
    // Means of a million whose difference is 0.2 lose seven digits; R's quantile stops at 1e-12 or so.
    const relative = Math.abs(control[0] ?? 0) > 1e5 ? 1e-8 : 1e-10;
    expectClose({ got, expected, what: `${control.length} and ${treatment.length}, ${alternative}`, relative });
  }
});

describe("sample size and power", () => {
  test("of two rates agree with R power.prop.test", () => {
    for (const { rates, alternative, significance, power, rows, powerAt300 } of fixture.sizes) {
      const design = { kind: "proportions", control: rates[0], treatment: rates[1] } as const;
      const asked = { design, significance, alternative };
      // R finds the size by root finding.
      expectClose({ got: sampleSizePerGroup({ ...asked, power }), expected: rows, what: "rows", relative: 1e-7 });
      expectClose({
        got: experimentPower({ ...asked, rowsPerGroup: 300 }),
        expected: powerAt300,
        what: "power",
        relative: 1e-11,
      });
      expect(experimentPower({ ...asked, rowsPerGroup: sampleSizePerGroup({ ...asked, power }) })).toBeCloseTo(
        power,
        12,
      );
    }
  });

  test("of two means are the normal approximation: at most two rows below R power.t.test", () => {
    for (const { difference, rows } of fixture.meansSizes) {
      const got = sampleSizePerGroup({ design: { kind: "means", difference, standardDeviation: 1 } });
      expect(rows - got).toBeGreaterThan(0);
      expect(rows - got).toBeLessThan(2);
    }
  });
});

test("Bonferroni agrees with R p.adjust", () => {
  const { pValues, adjusted } = fixture.bonferroni;
  expectClose({ got: bonferroni({ pValues }), expected: adjusted, what: "adjusted" });
});
