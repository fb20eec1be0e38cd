import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chiSquareSurvival } from "#engine/core/chi-square-survival.ts";
import { EngineError } from "#engine/core/errors.ts";
import { fSurvival } from "#engine/core/f-survival.ts";
import { incompleteBeta } from "#engine/core/incomplete-beta.ts";
import { incompleteGamma } from "#engine/core/incomplete-gamma.ts";
import { studentTSurvival } from "#engine/core/student-t-survival.ts";
import { expectClose } from "../expect-close.ts";

type Tails = { readonly x: number; readonly lower: number; readonly upper: number };
type Fixture = {
  readonly chi: readonly { readonly x: number; readonly df: number; readonly value: number }[];
  readonly t: readonly { readonly x: number; readonly df: number; readonly value: number }[];
  readonly f: readonly { readonly x: number; readonly d1: number; readonly d2: number; readonly value: number }[];
  readonly gamma: readonly (Tails & { readonly shape: number })[];
  readonly beta: readonly (Tails & { readonly a: number; readonly b: number })[];
};
// The generator beside the data is trusted for the shape.
const fixture = JSON.parse(readFileSync(new URL("survival.json", import.meta.url), "utf8")) as Fixture;
const floor = 0;

describe("tail probabilities agree with 60-digit arithmetic to 1e-12, small tails included", () => {
  test("chi-square", () => {
    for (const { x, df, value } of fixture.chi) {
      const got = chiSquareSurvival({ statistic: x, degreesOfFreedom: df });
      expectClose({ got, expected: value, what: `chi-square ${x}, ${df}`, floor });
    }
  });

  test("Fisher's F", () => {
    for (const { x, d1, d2, value } of fixture.f) {
      const got = fSurvival({ statistic: x, numeratorDegrees: d1, denominatorDegrees: d2 });
      expectClose({ got, expected: value, what: `F ${x}, ${d1}, ${d2}`, floor });
    }
  });

  test("Student's t, both signs", () => {
    for (const { x, df, value } of fixture.t) {
      const got = studentTSurvival({ statistic: x, degreesOfFreedom: df });
      expectClose({ got, expected: value, what: `t ${x}, ${df}`, floor });
      const left = studentTSurvival({ statistic: -x, degreesOfFreedom: df });
      expectClose({ got: left, expected: 1 - value, what: `t ${-x}, ${df}`, floor });
    }
  });

  test("incomplete gamma, both tails", () => {
    for (const { shape, x, lower, upper } of fixture.gamma) {
      expectClose({ got: incompleteGamma({ shape, x }), expected: lower, what: `lower ${shape}, ${x}`, floor });
      const got = incompleteGamma({ shape, x, tail: "upper" });
      expectClose({ got, expected: upper, what: `upper ${shape}, ${x}`, floor });
    }
  });

  test("incomplete beta, both tails", () => {
    for (const { a, b, x, lower, upper } of fixture.beta) {
      expectClose({ got: incompleteBeta({ a, b, x }), expected: lower, what: `lower ${a}, ${b}, ${x}`, floor });
      const got = incompleteBeta({ a, b, x, tail: "upper" });
      expectClose({ got, expected: upper, what: `upper ${a}, ${b}, ${x}`, floor });
    }
  });
});

describe("the ends of the line", () => {
  test("infinity, zero, negative and NaN statistics", () => {
    const chi = (statistic: number) => chiSquareSurvival({ statistic, degreesOfFreedom: 3 });
    const f = (statistic: number) => fSurvival({ statistic, numeratorDegrees: 2, denominatorDegrees: 5 });
    const t = (statistic: number) => studentTSurvival({ statistic, degreesOfFreedom: 3 });
    const at = [Number.POSITIVE_INFINITY, 0, -1, Number.NaN];
    expect(at.map(chi)).toEqual([0, 1, 1, Number.NaN]);
    expect(at.map(f)).toEqual([0, 1, 1, Number.NaN]);
    expect([t(Number.POSITIVE_INFINITY), t(Number.NEGATIVE_INFINITY), t(0), t(Number.NaN)]).toEqual([
      0,
      1,
      0.5,
      Number.NaN,
    ]);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%s degrees of freedom are refused", (degrees) => {
    for (const call of [
      () => chiSquareSurvival({ statistic: 1, degreesOfFreedom: degrees }),
      () => fSurvival({ statistic: 1, numeratorDegrees: degrees, denominatorDegrees: 1 }),
      () => fSurvival({ statistic: 1, numeratorDegrees: 1, denominatorDegrees: degrees }),
      () => studentTSurvival({ statistic: 1, degreesOfFreedom: degrees }),
      () => incompleteGamma({ shape: degrees, x: 1 }),
      () => incompleteBeta({ a: degrees, b: 1, x: 0.5 }),
    ]) {
      expect(call).toThrow(EngineError);
    }
  });

  test.each([-0.1, 1.1, Number.NaN])("x = %s is refused by the incomplete beta", (x) => {
    expect(() => incompleteBeta({ a: 1, b: 1, x })).toThrow(EngineError);
  });
});
