import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ColumnStatistics, InferredType, TableStatistics } from "./table-statistics.ts";

/** What later tables are held to in one column. */
export type ColumnConstraints = {
  readonly name: string;
  readonly inferredType: InferredType;
  /** The least share of rows that must have a value. */
  readonly completeness: number;
  /** For numbers: whether all of them must be 0 or more. */
  readonly isNonNegative: boolean | null;
  /** For text with few values: the ones allowed. */
  readonly domain: readonly string[] | null;
};

/** How strictly to check; the words are Model Monitor's where it has one. */
export type MonitoringConfig = {
  /** Least share of values that must be of the column's type; 1 = all (Model Monitor says "Expected match: 100.0%"). */
  readonly typeMatch: number;
  /** Least share of values that must lie in the domain; 1 = all. */
  readonly domainMatch: number;
  /** Largest distance of distributions that is no drift; 0.1. */
  readonly comparisonThreshold: number;
  /** "Simple" takes the distance as it is, "Robust" first takes off what chance may add to it. */
  readonly comparisonMethod: "Simple" | "Robust";
  readonly performComparison: boolean;
};

/** Constraints for a table: what Model Monitor's constraints.json is made of. */
export type TableConstraints = {
  readonly kind: "table-constraints";
  readonly version: 1;
  readonly columns: readonly ColumnConstraints[];
  readonly config: MonitoringConfig;
  /** Other settings for single columns, by name. */
  readonly overrides: Readonly<Record<string, Partial<MonitoringConfig>>>;
};

/**
 * Suggests constraints from the statistics of a baseline: what was true of every row there should stay true.
 *
 * The type that was seen, the completeness that was reached, "never negative" where no number was, and for text with at
 * most `largestDomain` values the list of them. They are a first draft made by a machine: a baseline of one summer
 * suggests that it never freezes. Read them, loosen what is chance, add what you know.
 *
 * @param statistics     of the baseline, from `tableStatistics`
 * @param largestDomain  most values of a text column that is held to a list; default 10
 * @param config         strictness where the defaults do not fit
 * @returns              plain data; see `checkConstraints`. O(columns)
 * @throws {EngineError} "wrong-type", "unsupported-version", "out-of-range"
 * @example
 * const statistics = tableStatistics({ table: readCsv("mass,sex\n3750,male\n3250,female\n") });
 * suggestConstraints({ statistics }).columns[1].domain // => ["female", "male"]
 * @source  Amazon SageMaker Developer Guide, Schema for constraints; Schelter et al. 2018 (Deequ)
 */
export function suggestConstraints(options: {
  readonly statistics: TableStatistics;
  readonly largestDomain?: number | undefined;
  readonly config?: Partial<MonitoringConfig> | undefined;
}): TableConstraints {
  const functionName = "suggestConstraints";
  const {
    statistics,
    largestDomain = 10,
    config = {},
  } = requireOptions(functionName, options, ["statistics", "largestDomain", "config"]);
  requireFitted({ functionName, fitted: statistics, kinds: { "table-statistics": 1 } });
  requireNumber({ functionName, name: "largestDomain", value: largestDomain, least: 0, whole: true });
  return {
    kind: "table-constraints",
    version: 1,
    columns: statistics.columns.map((column) => constraintsOf(column, largestDomain)),
    config: requireConfig(functionName, { ...usualConfig, ...config }),
    overrides: {},
  };
}

const usualConfig: MonitoringConfig = {
  typeMatch: 1,
  domainMatch: 1,
  comparisonThreshold: 0.1,
  comparisonMethod: "Robust",
  performComparison: true,
};

/** The configuration, if it can be one: shares from 0 to 1, a finite threshold, a known method. */
export function requireConfig(functionName: string, config: MonitoringConfig): MonitoringConfig {
  const { typeMatch, domainMatch, comparisonThreshold, comparisonMethod } = config;
  requireNumber({ functionName, name: "typeMatch", value: typeMatch, least: 0, most: 1 });
  requireNumber({ functionName, name: "domainMatch", value: domainMatch, least: 0, most: 1 });
  requireNumber({ functionName, name: "comparisonThreshold", value: comparisonThreshold });
  requireOneOf({ functionName, name: "comparisonMethod", value: comparisonMethod, options: ["Simple", "Robust"] });
  return config;
}

function constraintsOf(column: ColumnStatistics, largestDomain: number): ColumnConstraints {
  const { name, inferredType, present, missing } = column;
  const isListed =
    column.type === "text" &&
    column.texts.distinct > 0 &&
    column.texts.distinct <= largestDomain &&
    column.texts.values.length === column.texts.distinct;
  return {
    name,
    inferredType,
    completeness: present / (present + missing),
    isNonNegative: column.type === "number" && column.numbers !== null ? column.numbers.min >= 0 : null,
    domain: isListed ? column.texts.values.map(({ value }) => value).sort() : null,
  };
}
