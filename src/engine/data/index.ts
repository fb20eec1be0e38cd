/**
 * The door `siklus/data`: read a CSV file into a typed table, look at it, take from it what a metric or a model needs.
 */
export { EngineError, type EngineErrorCode } from "#engine/core/errors.ts";
export { type Features, isMatrix, type Matrix } from "#engine/core/matrix.ts";
export { createRng, type Rng } from "#engine/core/random.ts";
export type { BadRow, BadRowReason } from "./bad-row.ts";
export type { Cell } from "./cell.ts";
export { column } from "./column.ts";
export { columnTypes } from "./column-types.ts";
export { countBy, type ValueCount } from "./count-by.ts";
export type { CsvOptions, CsvReaderOptions } from "./csv-options.ts";
export { type CsvReader, createCsvReader } from "./csv-reader.ts";
export { type ColumnSummary, describe } from "./describe.ts";
export { filterRows } from "./filter-rows.ts";
export { type CellInput, fromColumns } from "./from-columns.ts";
export { fromRows } from "./from-rows.ts";
export { isTable } from "./is-table.ts";
export { labels } from "./labels.ts";
export { numbers } from "./numbers.ts";
export { type CsvReport, readCsv, readCsvWithReport } from "./read-csv.ts";
export { type Row, row } from "./row.ts";
export { rows } from "./rows.ts";
export { selectColumns } from "./select-columns.ts";
export { strings } from "./strings.ts";
export type { BooleanColumn, Column, NumberColumn, Table, TextColumn } from "./table.ts";
export { takeRows } from "./take-rows.ts";
export { toMatrix } from "./to-matrix.ts";
export { withoutMissing } from "./without-missing.ts";
export { writeCsv } from "./write-csv.ts";
