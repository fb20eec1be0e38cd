import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { parseDay } from "./calendar-day.ts";

/** One line of a bill. */
export type CostEntry = {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly service: string;
  /** What was used, e.g. "ml.m5.large-hours"; default "". */
  readonly usageType?: string;
  /** Credits are negative. */
  readonly amount: number;
  /** Labels put on the resource by its owner; what has none can not be told apart later. */
  readonly tags: Readonly<Record<string, string>>;
};

/** An entry with its day as a number. */
export type DatedEntry = { readonly entry: CostEntry; readonly day: number };

/** All entries, checked. */
export function parseEntries({
  functionName,
  entries,
}: {
  readonly functionName: string;
  readonly entries: readonly CostEntry[];
}): readonly DatedEntry[] {
  requireList({ functionName, name: "entries", value: entries });
  // A hole in the list is no entry.
  return Array.from(entries, (entry: CostEntry) => {
    requireRecord({ functionName, name: "an entry", value: entry });
    requireRecord({ functionName, name: "the tags of an entry", value: entry.tags });
    requireNumber({ functionName, name: "the amount of an entry", value: entry.amount });
    return { entry, day: parseDay({ functionName, name: "the date of an entry", text: entry.date }) };
  });
}
