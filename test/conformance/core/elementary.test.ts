import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exp, expm1 } from "#engine/core/exp.ts";
import { log, log1p, log2 } from "#engine/core/log.ts";
import { cos, sin } from "#engine/core/sin-cos.ts";
import { tanh } from "#engine/core/tanh.ts";

type Points = readonly (readonly [number, number])[];
const { cases }: { readonly cases: Readonly<Record<string, Points>> } = JSON.parse(
  readFileSync(new URL("elementary.json", import.meta.url), "utf8"),
);

/** Units in the last place that the docstrings allow; sine and cosine promise an absolute error. */
const functions = {
  exp: [exp, 1],
  expm1: [expm1, 3],
  log: [log, 1],
  log2: [log2, 2],
  log1p: [log1p, 2],
  tanh: [tanh, 3],
} as const;

function lastPlace(value: number): number {
  const size = Math.abs(value);
  return size < 2.3e-308 ? 5e-324 : 2 ** (Math.floor(Math.log2(size) + 1e-9) - 52);
}

describe.each(Object.entries(functions))("%s", (name, [compute, units]) => {
  test(`is within ${units} in the last place of mpmath`, () => {
    for (const [x, expected] of cases[name] ?? []) {
      const away = Math.abs(compute(x) - expected) / lastPlace(expected);
      expect(away, `${name}(${x}): ${compute(x)} for ${expected}`).toBeLessThanOrEqual(units);
    }
  });
});

test.each([
  ["sin", sin],
  ["cos", cos],
] as const)("%s is within 1e-15 of mpmath near 0, 1e-14 up to a million", (name, compute) => {
  for (const [x, expected] of cases[name] ?? []) {
    expect(Math.abs(compute(x) - expected), `${name}(${x})`).toBeLessThanOrEqual(Math.abs(x) < 10 ? 1e-15 : 1e-14);
  }
});

test("ends of the range", () => {
  expect([exp(-1000), exp(1000), exp(Number.NaN), exp(Number.NEGATIVE_INFINITY)]).toEqual([0, Infinity, Number.NaN, 0]);
  expect([expm1(-1000), expm1(1000), expm1(Number.NaN)]).toEqual([-1, Infinity, Number.NaN]);
  expect([log(0), log(-1), log(Number.NaN), log(Infinity)]).toEqual([-Infinity, Number.NaN, Number.NaN, Infinity]);
  expect([log1p(-1), log1p(-2), log1p(Infinity), log1p(Number.NaN)]).toEqual([
    -Infinity,
    Number.NaN,
    Infinity,
    Number.NaN,
  ]);
  expect([log2(0), log2(1024), log2(2 ** -1074), log2(Infinity)]).toEqual([-Infinity, 10, -1074, Infinity]);
  expect([tanh(-50), tanh(Infinity), tanh(Number.NaN)]).toEqual([-1, 1, Number.NaN]);
});
