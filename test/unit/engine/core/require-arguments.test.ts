import { describe, expect, test } from "vitest";
import { createRng, type Rng } from "#engine/core/random.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

const refused = (code: string) => expect.objectContaining({ code });

describe("a number", () => {
  const ask = (
    value: Anything,
    limits: Omit<Parameters<typeof requireNumber>[0], "functionName" | "name" | "value"> = {},
  ) => requireNumber({ functionName: "f", name: "x", value, ...limits });

  test("limits are allowed values, `above` is not", () => {
    expect(ask(2, { least: 2, most: 2 })).toBe(2);
    expect(() => ask(2, { above: 2 })).toThrow(refused("out-of-range"));
    expect(() => ask(2.5, { whole: true })).toThrow(refused("out-of-range"));
  });

  test("the message names all that is needed", () => {
    expect(() => ask(9, { least: 1, most: 5, whole: true })).toThrow(
      "f requires x to be a whole number, at least 1, at most 5, got 9",
    );
  });

  test.each([null, undefined, "2", true, 2n, {}, [2]])("%s is of another type", (value) => {
    expect(() => ask(value)).toThrow(refused("wrong-type"));
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("%d is not finite", (value) => {
    expect(() => ask(value)).toThrow(refused("not-finite"));
  });
});

test.each([null, undefined, 3, "text", [], () => 1])("%s has no named fields", (value: Anything) => {
  expect(() => requireRecord({ functionName: "f", name: "x", value })).toThrow(refused("wrong-type"));
});

test.each([null, undefined, 3, "text", {}, { length: 1 }, new Float64Array(2)])("%s is no list", (value: Anything) => {
  expect(() => requireList({ functionName: "f", name: "x", value })).toThrow(refused("wrong-type"));
});

test("a list may be too short", () => {
  expect(() => requireList({ functionName: "f", name: "x", value: [1], least: 2 })).toThrow(refused("empty"));
});

test("a seed is no generator", () => {
  const { uniform } = createRng(1);
  for (const rng of [1, null, undefined, {}, { uniform }, Math] as readonly Anything[]) {
    expect(() => requireRng({ functionName: "f", rng })).toThrow(refused("wrong-type"));
  }
  const own: Rng = createRng(1);
  expect(requireRng({ functionName: "f", rng: own })).toBe(own);
});
