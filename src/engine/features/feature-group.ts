import { type Fitted, requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import type { Cell } from "#engine/data/cell.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Column } from "#engine/data/table.ts";

/** Values of one column in the order of their arrival, as plain data. */
export type StoredBatch = {
  readonly rowCount: number;
  readonly ingestedAtMs: number;
  /** Event time of each record, in milliseconds since 1970. */
  readonly eventTimesMs: readonly number[];
  readonly recordIds: readonly (string | number)[];
  /** Whether the record says that the thing is gone. */
  readonly isDeleted: boolean;
  /** One list a feature; null = missing. */
  readonly values: Readonly<Record<string, readonly Cell[]>>;
};

/** Where the record that is online now lies in the history. */
export type OnlinePlace = { readonly batch: number; readonly row: number };

/** A feature group as plain data: what it is about, its history (offline store) and its latest records (online store). */
export type FeatureGroup = Fitted & {
  readonly kind: "feature-group";
  readonly version: 1;
  readonly name: string;
  readonly recordIdentifier: string;
  readonly eventTime: string;
  /** Feature columns with their types, without identifier and event time. */
  readonly features: Readonly<Record<string, Column["type"]>>;
  /** How long a record may be used after its event time; null = for ever. */
  readonly timeToLiveMs: number | null;
  /** Append-only. */
  readonly history: readonly StoredBatch[];
  readonly online: Readonly<Record<string, OnlinePlace>>;
};

/**
 * An empty feature group: one place where a set of features is computed once and read by all, by training and serving alike.
 *
 * A record says what was true of one thing (`recordIdentifier`, a customer) at one time (`eventTime`). Nothing is overwritten:
 * the offline store keeps every record and when it arrived, so that training can ask what was known at any time; the online
 * store gives the latest record by event time, fast, for a prediction now. O(features).
 *
 * @param name              of the group
 * @param recordIdentifier  the column that names the thing
 * @param eventTime         the column that says when the record was true: ISO 8601 text or milliseconds since 1970
 * @param features          the other columns with their types, as `columnTypes` gives them
 * @param timeToLiveMs      how long after its event time a record may be used; left out = for ever
 * @returns                 a group for `putRecords`, `getRecord`, `joinPointInTime`
 * @throws {EngineError} "wrong-type", "empty" without features, "duplicate-key" where names repeat, "out-of-range"
 * @example createFeatureGroup({ name: "customers", recordIdentifier: "id", eventTime: "at", features: { visits: "number" } }).history // => []
 * @source  the model of Amazon SageMaker Feature Store
 */
export function createFeatureGroup(options: {
  readonly name: string;
  readonly recordIdentifier: string;
  readonly eventTime: string;
  readonly features: Readonly<Record<string, Column["type"]>>;
  readonly timeToLiveMs?: number;
}): FeatureGroup {
  const functionName = "createFeatureGroup";
  const { name, recordIdentifier, eventTime, features, timeToLiveMs } = requireOptions(functionName, options, [
    "name",
    "recordIdentifier",
    "eventTime",
    "features",
    "timeToLiveMs",
  ]);
  for (const [argument, value] of Object.entries({ name, recordIdentifier, eventTime })) {
    if (typeof value !== "string" || value === "") {
      throw refusal({ code: "wrong-type", functionName, need: `${argument} as a text`, got: shown(value) });
    }
  }
  requireRecord({ functionName, name: "features", value: features });
  const names = Object.keys(features);
  if (names.length === 0) throw refusal({ code: "empty", functionName, need: "at least one feature", got: "0" });
  if (new Set([recordIdentifier, eventTime, ...names]).size < names.length + 2) {
    const need = "different names for identifier, event time and features";
    throw refusal({ code: "duplicate-key", functionName, need, got: "one twice" });
  }
  const odd = names.find((feature) => !["number", "text", "boolean"].includes(String(features[feature])));
  if (odd !== undefined) {
    throw refusal({
      code: "wrong-type",
      functionName,
      need: `number, text or boolean for ${shown(odd)}`,
      got: shown(features[odd]),
    });
  }
  if (timeToLiveMs !== undefined) requireNumber({ functionName, name: "timeToLiveMs", value: timeToLiveMs, above: 0 });
  return {
    kind: "feature-group",
    version: 1,
    name,
    recordIdentifier,
    eventTime,
    features: { ...features },
    timeToLiveMs: timeToLiveMs ?? null,
    history: [],
    online: {},
  };
}

export function requireGroup({
  functionName,
  group,
}: {
  readonly functionName: string;
  readonly group: FeatureGroup;
}): FeatureGroup {
  return requireFitted({ functionName, fitted: group, kinds: { "feature-group": 1 } });
}
