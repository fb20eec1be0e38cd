import { existsSync, readFileSync } from "node:fs";
import type { Matrix } from "#engine/core/matrix.ts";
import { columnTypes, numbers, readCsv, strings, type Table } from "#engine/data/index.ts";

/** Rows of a data set of test/data or labs/data as trees.gen.py takes them. */
export type TreeRows = { readonly features: Matrix; readonly labels: string[]; readonly targets: number[] };

/** How a data set is cut: every `step`-th row, without the dropped columns, of them every third for the test. */
export type TreeCut = {
  readonly name: string;
  readonly answer: string;
  readonly step: number;
  readonly dropped: readonly string[];
};

/** Text columns become places in the sorted list of their values; of ames-housing only number columns are taken. Missing is NaN. */
export function readTreeData({ name, answer, step, dropped }: TreeCut): {
  readonly train: TreeRows;
  readonly test: TreeRows;
} {
  const places = ["../../data", "../../../labs/data"].map(
    (folder) => new URL(`${folder}/${name}.csv`, import.meta.url),
  );
  const table = readCsv(readFileSync(places.find((file) => existsSync(file)) ?? name, "utf8"));
  const types = columnTypes(table);
  const names = table.names.filter((column) => {
    return column !== answer && !dropped.includes(column) && !(name === "ames-housing" && types[column] === "text");
  });
  const columns = names.map((column) => (types[column] === "text" ? placesOf(table, column) : numbers(table, column)));
  const answers = types[answer] === "number" ? Array.from(numbers(table, answer)) : strings(table, answer);
  const kept = Array.from({ length: table.rowCount }, (_, row) => row).filter((row) => row % step === 0);
  const take = (rows: readonly number[]): TreeRows => {
    const values = Float64Array.from(rows.flatMap((row) => columns.map((column) => column[row] ?? Number.NaN)));
    return {
      features: { rowCount: rows.length, columnCount: names.length, values, names },
      labels: rows.map((row) => String(answers[row])),
      targets: rows.map((row) => Number(answers[row])),
    };
  };
  return {
    train: take(kept.filter((_, at) => at % 3 !== 0)),
    test: take(kept.filter((_, at) => at % 3 === 0)),
  };
}

function placesOf(table: Table, column: string): number[] {
  const cells = strings(table, column);
  const words = [...new Set(cells)].filter((word) => word !== null).sort();
  return cells.map((word) => (word === null ? Number.NaN : words.indexOf(word)));
}

/** Missing values as trees.gen.py fills them for scikit-learn's trees. */
export function filled(features: Matrix): Matrix {
  return { ...features, values: features.values.map((value) => (Number.isNaN(value) ? -9999 : value)) };
}
