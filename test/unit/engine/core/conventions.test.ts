import { describe, expect, test } from "vitest";
import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";

describe("features", () => {
  const parse = (features: unknown, more = {}) =>
    parseMatrix({ functionName: "fit", features: features as Features, ...more }); // hostile on purpose

  test("plain rows lie row after row", () => {
    const { values, names, rowCount, columnCount } = parse([[1, 2, 3], Float64Array.of(4, 5, 6)]);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect({ names, rowCount, columnCount }).toEqual({ names: ["x0", "x1", "x2"], rowCount: 2, columnCount: 3 });
  });

  test("a matrix is not copied", () => {
    const matrix = { rowCount: 1, columnCount: 1, values: Float64Array.of(7), names: ["mass"] };
    expect(parse(matrix)).toBe(matrix);
  });

  test.each([
    ["no rows", [], "empty"],
    ["no columns", [[], []], "empty"],
    ["ragged rows", [[1, 2], [3]], "length-mismatch"],
    ["infinity", [[Number.POSITIVE_INFINITY]], "not-finite"],
    ["NaN", [[Number.NaN]], "not-finite"],
    ["text", [["a"]], "wrong-type"],
    ["null", null, "wrong-type"],
    ["objects", [{}, {}], "empty"],
    [
      "values that do not fill the shape",
      { rowCount: 2, columnCount: 2, values: new Float64Array(3), names: ["a", "b"] },
      "length-mismatch",
    ],
  ])("%s is refused", (_, features, code) => {
    expect(refusalOf(() => parse(features))).toBe(code);
  });

  test("NaN is kept where missing values are", () => {
    expect([...parse([[Number.NaN, 1]], { missing: "keep" }).values]).toEqual([Number.NaN, 1]);
  });

  test("another width than the model's is refused", () => {
    expect(refusalOf(() => parse([[1, 2]], { columnCount: 3 }))).toBe("length-mismatch");
  });
});

describe("fitted things", () => {
  const read = (fitted: unknown) =>
    requireFitted({
      functionName: "predictValues",
      fitted: fitted as { kind: string; version: number },
      kinds: { ridge: 1 },
    }); // hostile on purpose

  test("pass in their kind and version", () => {
    expect(read({ kind: "ridge", version: 1 })).toEqual({ kind: "ridge", version: 1 });
  });
  test.each([
    [null, "wrong-type"],
    ["ridge", "wrong-type"],
    [{ kind: "toString", version: 1 }, "wrong-type"],
    [{ kind: "ridge", version: 2 }, "unsupported-version"],
    [{ kind: "ridge" }, "unsupported-version"],
  ])("%j is refused", (fitted, code) => {
    expect(refusalOf(() => read(fitted))).toBe(code);
  });
});

test("steps report progress in order and end in their result", () => {
  function* count(): Steps<{ done: number; total: number }, string> {
    for (let done = 1; done <= 3; done++) yield { done, total: 3 };
    return "ready";
  }
  const seen: number[] = [];
  expect(runToEnd(count(), ({ done }) => seen.push(done))).toBe("ready");
  expect(seen).toEqual([1, 2, 3]);
});
