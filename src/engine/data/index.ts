/**
 * The door `siklus/data`: read a CSV file into a typed table, look at it, take from it what a metric or a model needs.
 */
export { EngineError, type EngineErrorCode } from "#engine/core/errors.ts";
export { type Features, isMatrix, type Matrix } from "#engine/core/matrix.ts";
export { createRng, type Rng } from "#engine/core/random.ts";
export { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
export type { Aggregate } from "./aggregate-column.ts";
export { type AnomalyScoreOptions, anomalyScores, anomalyScoresSteps } from "./anomaly-scores.ts";
export { applyImputer } from "./apply-imputer.ts";
export type { BadRow, BadRowReason } from "./bad-row.ts";
export { type CastTo, castColumns } from "./cast-columns.ts";
export type { Cell } from "./cell.ts";
export { column } from "./column.ts";
export { columnTypes } from "./column-types.ts";
export { concatTables } from "./concat-tables.ts";
export { type CorrelationMatrix, type CorrelationMethod, correlationMatrix } from "./correlation-matrix.ts";
export { countBy, type ValueCount } from "./count-by.ts";
export { cramersV } from "./cramers-v.ts";
export type { CsvOptions, CsvReaderOptions } from "./csv-options.ts";
export { type CsvReader, createCsvReader } from "./csv-reader.ts";
export { type DerivedColumn, derive } from "./derive.ts";
export { type ColumnSummary, describe } from "./describe.ts";
export { distinctRows } from "./distinct-rows.ts";
export { dropColumns } from "./drop-columns.ts";
export { dropMissing } from "./drop-missing.ts";
export { fillMissing } from "./fill-missing.ts";
export type { FillRule, ImputerRule } from "./fill-rule.ts";
export { filterRows } from "./filter-rows.ts";
export { type Duplicates, dropDuplicates, findDuplicates } from "./find-duplicates.ts";
export {
  type FuzzyDuplicates,
  type FuzzyOptions,
  type FuzzyPair,
  findFuzzyDuplicates,
  findFuzzyDuplicatesSteps,
} from "./find-fuzzy-duplicates.ts";
export { fitImputer, type ImputedColumn, type Imputer } from "./fit-imputer.ts";
export {
  fitIsolationForest,
  fitIsolationForestSteps,
  type IsolationForest,
  type IsolationForestOptions,
} from "./fit-isolation-forest.ts";
export { type CellInput, fromColumns } from "./from-columns.ts";
export { fromRows } from "./from-rows.ts";
export type { FuzzyBlock } from "./fuzzy-blocks.ts";
export { groupBy } from "./group-by.ts";
export { type Histogram, histogram } from "./histogram.ts";
export { type ColumnSchema, inferSchema } from "./infer-schema.ts";
export { isTable } from "./is-table.ts";
export { dayToIso, isoToDay } from "./iso-day.ts";
export type { IsolationTree } from "./isolation-tree.ts";
export { jaroWinklerSimilarity } from "./jaro-winkler-similarity.ts";
export type { JoinHow } from "./join-rows.ts";
export { type JoinKeys, joinTables } from "./join-tables.ts";
export type { JsonLinesOptions } from "./json-lines-parser.ts";
export { createJsonLinesReader, type JsonLinesReader } from "./json-lines-reader.ts";
export { labels } from "./labels.ts";
export { findLeaks } from "./leakage-find.ts";
export type { Leak } from "./leakage-finding.ts";
export { levenshteinDistance } from "./levenshtein-distance.ts";
export type { Meaning } from "./looks-like.ts";
export type { Mask } from "./mask.ts";
export { type MaskedTable, maskColumns } from "./mask-columns.ts";
export { detokenize } from "./mask-detokenize.ts";
export { type KAnonymity, kAnonymity } from "./mask-k-anonymity.ts";
export { createTokenVault, type TokenVault } from "./mask-token-vault.ts";
export { numbers } from "./numbers.ts";
export { findOutliers, type OutlierFences, type Outliers, outlierFences } from "./outlier-fences.ts";
export type { MissingPairs } from "./paired-values.ts";
export { pearsonCorrelation } from "./pearson-correlation.ts";
export { passesLuhn } from "./pii-card.ts";
export { detectPii, type PiiFinding } from "./pii-detect.ts";
export type { PiiKind } from "./pii-kind.ts";
export { type Nik, readNik } from "./pii-nik.ts";
export { pivot } from "./pivot.ts";
export { type ColumnProfile, type NumberProfile, profile, type TableProfile } from "./profile.ts";
export { qGramSimilarity } from "./q-gram-similarity.ts";
export { checkQuality, type QualityReport } from "./quality-check.ts";
export type { QualityResult, QualityRule } from "./quality-rule.ts";
export { type SuggestedRule, suggestQualityRules } from "./quality-suggest.ts";
export { type CsvReport, readCsv, readCsvWithReport } from "./read-csv.ts";
export { readJsonLines } from "./read-json-lines.ts";
export { renameColumns } from "./rename-columns.ts";
export { type Row, row } from "./row.ts";
export type { RowReader } from "./row-reader.ts";
export { rows } from "./rows.ts";
export { sampleRows } from "./sample-rows.ts";
export { selectColumns } from "./select-columns.ts";
export { type SortKey, sortRows } from "./sort-rows.ts";
export { spearmanCorrelation } from "./spearman-correlation.ts";
export { splitSizes } from "./split-sizes.ts";
export { type SplitMethod, type SplitPart, splitTable } from "./split-table.ts";
export type { StreamEvent } from "./stream-event.ts";
export { processEvents, type StreamStep } from "./stream-process.ts";
export {
  runStream,
  runStreamSteps,
  type StreamCheckpoint,
  type StreamRun,
  type StreamRunOptions,
} from "./stream-run.ts";
export { createStreamSink, type SinkRow, type StreamSink, writeToSink } from "./stream-sink.ts";
export { createWindowedStream, type OpenWindow, type StreamOutput, type WindowedStream } from "./stream-state.ts";
export { strings } from "./strings.ts";
export type { BooleanColumn, Column, NumberColumn, Table, TextColumn } from "./table.ts";
export { takeRows } from "./take-rows.ts";
export { toMatrix } from "./to-matrix.ts";
export { unpivot } from "./unpivot.ts";
export { type TimeSpan, type WindowSpec, windowsOf } from "./window-spec.ts";
export { writeCsv } from "./write-csv.ts";
export { writeJsonLines } from "./write-json-lines.ts";
