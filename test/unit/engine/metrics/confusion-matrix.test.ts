import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accuracy, balancedAccuracy, confusionMatrix, type Label } from "#engine/metrics/index.ts";
import { columnsOf, labeledRows, repeated } from "./labeled-rows.ts";

describe("confusion matrix", () => {
  test("the fish of the course: 25 found, 15 missed, 20 false alarms, 40 left alone", () => {
    const actual = [...Array(40).fill("fish"), ...Array(60).fill("other")];
    const predicted = actual.map((_, i) => (i < 25 || (i >= 40 && i < 60) ? "fish" : "other"));
    expect(confusionMatrix({ actual, predicted })).toEqual({
      labels: ["fish", "other"],
      rows: [
        [25, 15],
        [20, 40],
      ],
      total: 100,
    });
  });

  test("a row is the actual class, a column the predicted one", () => {
    expect(confusionMatrix({ actual: ["a"], predicted: ["b"] }).rows).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });

  // scikitjs 1.24 drops classes that the truth lacks (peers.md).
  test("a class that only the predictions know keeps its row and column", () => {
    const { labels, rows } = confusionMatrix({ actual: [0, 0, 1], predicted: [0, 2, 1] });
    expect(labels).toEqual([0, 1, 2]);
    expect(rows).toEqual([
      [1, 0, 1],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  test("labels come in the order of numbers, not of their digits as text", () => {
    expect(confusionMatrix({ actual: [10, 9, 100], predicted: [9, 9, 9] }).labels).toEqual([9, 10, 100]);
    expect(confusionMatrix({ actual: [1000, -5], predicted: [300, 2] }).labels).toEqual([-5, 2, 300, 1000]);
  });

  test("the same labels give the same cells in every kind of list", () => {
    const actual = [3, 1, 2, 3, 3, 0];
    const predicted = [3, 2, 2, 1, 3, 0];
    const expected = confusionMatrix({ actual, predicted });
    for (const List of [Uint8Array, Int8Array, Int16Array, Uint16Array, Int32Array, Float32Array, Float64Array]) {
      expect(confusionMatrix({ actual: List.from(actual), predicted: List.from(predicted) })).toEqual(expected);
    }
    const far = confusionMatrix({ actual: actual.map((x) => x + 1e6), predicted: predicted.map((x) => x + 1e6) });
    expect(far.rows).toEqual(expected.rows);
    const words = confusionMatrix({ actual: actual.map((x) => `c${x}`), predicted: predicted.map((x) => `c${x}`) });
    expect(words.rows).toEqual(expected.rows);
  });

  test("minus zero and zero are one label", () => {
    expect(confusionMatrix({ actual: [-0, 0], predicted: [0, -0] }).labels).toEqual([0]);
    expect(confusionMatrix({ actual: [-0, 1000], predicted: [0, 1000] }).labels).toHaveLength(2);
  });

  test("text labels that are names of object members are labels like others", () => {
    const names = ["__proto__", "constructor", "toString", ""];
    expect(confusionMatrix({ actual: names, predicted: names }).labels).toEqual([
      "",
      "__proto__",
      "constructor",
      "toString",
    ]);
  });

  test("the inputs are left as they were and the labels given are not kept", () => {
    const actual = Uint8Array.of(1, 0, 1);
    const predicted = Object.freeze([1, 1, 0]);
    const labels: Label[] = [1, 0];
    const matrix = confusionMatrix({ actual, predicted, labels });
    labels.reverse();
    expect([...actual]).toEqual([1, 0, 1]);
    expect(matrix.labels).toEqual([1, 0]);
  });

  test("rows of equal class and weight 0 still name their class", () => {
    expect(confusionMatrix({ actual: ["a", "b"], predicted: ["a", "b"], weights: [1, 0] }).labels).toEqual(["a", "b"]);
  });

  test("accuracy of a matrix normalized by actual classes is the balanced accuracy", () => {
    // Recalls 2/3 and 1: mean 5/6. Accuracy 3/4.
    const columns = { actual: [0, 0, 0, 1], predicted: [0, 0, 1, 1] };
    const shares = confusionMatrix({ ...columns, normalize: "actual" });
    expect(accuracy(shares)).toBeCloseTo(5 / 6, 14);
    expect(balancedAccuracy(confusionMatrix(columns))).toBeCloseTo(5 / 6, 14);
    expect(accuracy(confusionMatrix(columns))).toBe(0.75);
  });
});

describe("laws of the confusion matrix", () => {
  test("the order of rows does not matter", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const matrix = confusionMatrix(columnsOf(rows));
        expect(confusionMatrix(columnsOf(rows.toReversed()))).toEqual(matrix);
        expect(confusionMatrix(columnsOf(rows.toSorted((a, b) => a.actual - b.actual)))).toEqual(matrix);
      }),
    );
  });

  test("a whole weight is a row that stands there so often", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const labels = [0, 1, 2, 3, 4];
        const { actual, predicted } = columnsOf(repeated(rows));
        expect(confusionMatrix({ ...columnsOf(rows), labels })).toEqual(confusionMatrix({ actual, predicted, labels }));
      }),
    );
  });

  test("truth and prediction changing places transposes it", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const { actual, predicted } = columnsOf(rows);
        const { rows: cells } = confusionMatrix({ actual, predicted });
        const swapped = confusionMatrix({ actual: predicted, predicted: actual }).rows;
        expect(swapped).toEqual(cells.map((_, j) => cells.map((row) => row[j])));
      }),
    );
  });

  test("renaming classes renames and reorders, and changes no cell", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const rename = (label: number): string => String.fromCharCode(101 - label);
        const { actual, predicted } = columnsOf(rows);
        const plain = confusionMatrix({ actual, predicted });
        const renamed = confusionMatrix({ actual: actual.map(rename), predicted: predicted.map(rename) });
        expect(renamed.rows.map((row) => row.toReversed()).toReversed()).toEqual(plain.rows);
      }),
    );
  });

  test("cells sum to the rows; normalized cells sum to one", () => {
    fc.assert(
      fc.property(labeledRows, (rows) => {
        const { actual, predicted } = columnsOf(rows);
        expect(confusionMatrix({ actual, predicted }).total).toBe(rows.length);
        const all = confusionMatrix({ actual, predicted, normalize: "all" });
        expect(all.total).toBeCloseTo(1, 12);
        const byActual = confusionMatrix({ actual, predicted, normalize: "actual", whenUndefined: 0 });
        const sums = byActual.rows.map((row) => row.reduce((sum, cell) => sum + cell, 0));
        for (const [i, sum] of sums.entries()) {
          expect(sum).toBeCloseTo(actual.some((label) => label === byActual.labels[i]) ? 1 : 0, 12);
        }
      }),
    );
  });
});
