import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/from-columns.ts";
import { numbers } from "#engine/data/numbers.ts";
import { rows } from "#engine/data/rows.ts";
import type { Table } from "#engine/data/table.ts";
import { toMatrix } from "#engine/data/to-matrix.ts";
import {
  composeTransformers,
  crossFitTargetEncoder,
  fitAndTransform,
  fitOneHot,
  fitPipeline,
  fitScaler,
  fitSimpleImputer,
  keepColumns,
  type Transformer,
  transform,
} from "#engine/features/index.ts";

describe("pipelines", () => {
  const table = fromColumns({ sex: ["f", "m", null, "f"], mass: [1, null, 3, 8], id: [7, 8, 9, 10] });
  const steps = [
    (now: Table) => fitSimpleImputer({ table: now, columns: ["mass"] }),
    (now: Table) => fitOneHot({ table: now, columns: ["sex"], missing: "zeros" }),
    (now: Table) => fitScaler({ table: now, columns: ["mass"], method: "min-max" }),
    (now: Table) => keepColumns({ table: now, columns: ["mass", "sex_m"] }),
  ];

  test("one plain object turns raw rows into a matrix", () => {
    const transformer: Transformer = JSON.parse(JSON.stringify(fitPipeline({ table, steps })));
    const { names, values } = toMatrix({ table: transform({ transformer, table }) });
    expect(names).toEqual(["mass", "sex_m"]);
    expect([...values]).toEqual([0, 0, 2 / 7, 1, 2 / 7, 0, 1, 0]);
  });

  test("nothing is learned from later rows", () => {
    const transformer = fitPipeline({ table, steps });
    const later = fromColumns({ sex: ["m"], mass: [15], id: [1] });
    expect(rows(transform({ transformer, table: later }))).toEqual([{ mass: 2, sex_m: 1 }]);
  });

  test("fitAndTransform gives the training rows; composing the steps gives the same pipeline", () => {
    const { transformer, table: trained } = fitAndTransform({ table, steps });
    expect(trained).toEqual(transform({ transformer, table }));
    expect(composeTransformers(transformer.steps)).toEqual(transformer);
  });

  test("target encoding treats training rows out of fold and later rows in full", () => {
    const training = fromColumns({ city: ["a", "a", "b", "b"] });
    const targets = [1, 3, 5, 7];
    const folds = [0, 1, 0, 1];
    const step = (now: Table) => crossFitTargetEncoder({ table: now, columns: ["city"], targets, folds, smoothing: 0 });
    const fitted = fitAndTransform({ table: training, steps: [step] });
    expect([...numbers(fitted.table, "city")]).toEqual([3, 1, 7, 5]);
    expect([...numbers(transform({ transformer: fitted.transformer, table: training }), "city")]).toEqual([2, 2, 6, 6]);
  });
});
