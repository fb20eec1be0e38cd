import { fromColumns } from "#engine/data/from-columns.ts";
import { createFeatureGroup, type FeatureGroup, putRecords } from "#engine/features/index.ts";

export type Put = { readonly id: string; readonly at: number; readonly value: number };

export const empty = createFeatureGroup({
  name: "g",
  recordIdentifier: "id",
  eventTime: "at",
  features: { value: "number" },
});

export const put = (group: FeatureGroup, records: readonly Put[], ingestedAtMs: number) =>
  putRecords({
    group,
    ingestedAtMs,
    table: fromColumns({
      id: records.map(({ id }) => id),
      at: records.map(({ at }) => at),
      value: records.map(({ value }) => value),
    }),
  });
