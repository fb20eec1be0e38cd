import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/from-columns.ts";
import { numbers } from "#engine/data/numbers.ts";
import { fitBinning, fitHashing, fitOneHot, fitScaler, transform } from "#engine/features/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";

describe("a million rows", () => {
  const rowCount = 1_000_000;
  const values = Float64Array.from({ length: rowCount }, (_, row) => (row * 7919) % 1_000_003);
  const table = fromColumns({ x: values });

  test("are scaled and binned right: a permutation of nearly all whole numbers has known quantiles", () => {
    const scaled = numbers(
      transform({ transformer: fitScaler({ table, columns: ["x"], method: "min-max" }), table }),
      "x",
    );
    expect([Math.min(...scaled.subarray(0, 1000)), scaled[0]]).toEqual([0, 0]);
    const bins = numbers(transform({ transformer: fitBinning({ table, columns: ["x"], bins: 4 }), table }), "x");
    const counts = [0, 0, 0, 0];
    for (const bin of bins) counts[bin] = (counts[bin] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - rowCount / 4)).toBeLessThanOrEqual(1);
  });

  test("and more columns than memory holds are refused, not a memory bomb", () => {
    const days = fromColumns({ x: values.map((value) => value % 1000) });
    const wide = [
      fitHashing({ table, columns: ["x"], width: 65_536 }),
      fitOneHot({ table: days, columns: ["x"] }),
      fitBinning({ table: days, columns: ["x"], method: "uniform", bins: 1000, output: "one-hot" }),
    ];
    for (const transformer of wide)
      expect(refusalOf(() => transform({ transformer, table: days }))).toBe("out-of-range");
  });

  test("as one-hot of whole numbers are refused, not a memory bomb", () => {
    expect(refusalOf(() => fitOneHot({ table, columns: ["x"] }))).toBe("out-of-range");
  });
});
