import { readFileSync } from "node:fs";
import { dropMissing } from "#engine/data/drop-missing.ts";
import { fromColumns } from "#engine/data/from-columns.ts";
import { numbers } from "#engine/data/numbers.ts";
import { readCsv } from "#engine/data/read-csv.ts";
import type { Table } from "#engine/data/table.ts";
import { takeRows } from "#engine/data/take-rows.ts";

type Numbers = readonly (number | null)[];
export type Columns = readonly Numbers[];
type Named = { readonly names: readonly string[]; readonly columns: Columns };

/** The generator beside the data is trusted for the shape. */
export const fixture = JSON.parse(readFileSync(new URL("features.json", import.meta.url), "utf8")) as {
  readonly scaler: Readonly<Record<"standard" | "robust" | "min-max" | "max-abs", Columns>>;
  readonly imputer: Readonly<Record<"mean" | "median" | "most-frequent", Columns>>;
  readonly oneHot: Named & { readonly dropFirst: Columns };
  readonly ordinal: Columns;
  readonly binning: Readonly<
    Record<string, { readonly edges: Columns; readonly columns: Columns; readonly back: Columns }>
  >;
  readonly polynomial: Readonly<Record<"degree3" | "interactions", Named>>;
  readonly power: readonly {
    readonly name: string;
    readonly method: "yeo-johnson" | "box-cox";
    readonly values: readonly number[];
    readonly lambda: number;
    readonly sklearnLambda: number;
    readonly columns: Numbers;
    readonly standardized: Numbers;
  }[];
  readonly target: {
    readonly city: readonly string[];
    readonly target: readonly number[];
    readonly folds: readonly number[];
    readonly cases: readonly {
      readonly smoothing: number | "auto";
      readonly transformed: Numbers;
      readonly crossed: Numbers;
      readonly overall: number;
    }[];
  };
  readonly murmur: readonly { readonly text: string; readonly seed: number; readonly hash: number }[];
  readonly hashing: { readonly signed: Columns; readonly unsigned: Columns };
  readonly dates: {
    readonly texts: readonly string[];
    readonly utc: Readonly<Record<string, Numbers>>;
    readonly jakarta: Readonly<Record<string, Numbers>>;
  };
  readonly text: {
    readonly texts: readonly string[];
    readonly cases: readonly { readonly name: string; readonly terms: readonly string[]; readonly columns: Columns }[];
  };
  readonly pca: readonly {
    readonly name: string;
    readonly columns: readonly (readonly number[])[];
    readonly count: number;
    readonly whiten: boolean;
    readonly components: Columns;
    readonly explainedVariance: Numbers;
    readonly ratio: Numbers;
    readonly scores: Columns;
  }[];
  readonly svd: { readonly columns: readonly (readonly number[])[]; readonly values: Numbers };
  readonly selection: {
    readonly features: readonly (readonly number[])[];
    readonly labels: readonly string[];
    readonly counts: readonly (readonly number[])[];
    readonly smooth: readonly (readonly number[])[];
    readonly targets: readonly number[];
    readonly anova: unknown;
    readonly chi: unknown;
    readonly variance: Numbers;
    readonly informationOfClasses: Readonly<Record<string, Numbers>>;
    readonly informationOfNumbers: Readonly<Record<string, Numbers>>;
    readonly informationOfCounts: Numbers;
    readonly countsForNumbers: Numbers;
    readonly correlation: readonly (readonly number[])[];
  };
  readonly rfe: readonly {
    readonly keep: number;
    readonly step: number;
    readonly ranking: Numbers;
    readonly support: readonly boolean[];
  }[];
  readonly rfeImportances: Readonly<Record<string, readonly number[]>>;
  readonly rfeWidth: number;
  readonly asof: {
    readonly left: { readonly who: readonly string[]; readonly when: readonly number[] };
    readonly right: {
      readonly id: readonly string[];
      readonly at: readonly number[];
      readonly value: readonly number[];
    };
    readonly value: Numbers;
    readonly at: Numbers;
    readonly limited: Numbers;
  };
  readonly digamma: readonly { readonly x: number; readonly value: number }[];
};

const all = readCsv(readFileSync(new URL("../data/penguins.csv", import.meta.url), "utf8"));

/** Every sixth penguin, as the generator takes them. */
export const penguins: Table = takeRows({
  table: all,
  rows: Array.from({ length: Math.ceil(all.rowCount / 6) }, (_, i) => 6 * i),
});
export const wholePenguins: Table = dropMissing({ table: penguins });
export const numeric = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"] as const;

/** Columns of a table as plain lists, null where missing. */
export function columnsOf(table: Table, names: readonly string[] = table.names): (number | null)[][] {
  return names.map((name) => Array.from(numbers(table, name), (value) => (Number.isNaN(value) ? null : value)));
}

/** Plain lists as a table of x0, x1, …. */
export function tableOf(columns: readonly (readonly number[])[]): Table {
  return fromColumns(Object.fromEntries(columns.map((column, j) => [`x${j}`, column])));
}
