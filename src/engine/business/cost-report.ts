import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { dayText, nextMonth, parseDay } from "./calendar-day.ts";
import { type CostEntry, type DatedEntry, parseEntries } from "./cost-entry.ts";

/** What to group by: the service, what was used, or the value of a tag. */
export type CostGrouping = "service" | "usageType" | `tag:${string}`;

/** The entries of one group; `keys` are its values in the order of `groupBy`, "" where a tag is missing. */
export type CostGroup = { readonly keys: readonly string[]; readonly amount: number; readonly entryCount: number };

/** One day, one month or the whole time; groups by amount, the dearest first. */
export type CostPeriod = {
  readonly from: string;
  /** The day after the last one. */
  readonly to: string;
  readonly amount: number;
  readonly groups: readonly CostGroup[];
};

/** Costs by period and group, and how much of them can not be assigned. */
export type CostReport = {
  readonly amount: number;
  readonly periods: readonly CostPeriod[];
  /** For each tag that is grouped by: what carries no such tag, and its share of all (NaN when all is 0). */
  readonly untagged: readonly { readonly tag: string; readonly amount: number; readonly share: number }[];
};

/** A report a day for 27 years is a slip. */
const mostPeriods = 10_000;

/**
 * Who spent how much, when and on what: a bill cut by time, service and tag, as AWS's GetCostAndUsage does.
 *
 * Tags make a bill readable: with "project" on every resource, the cost of one project is one line. What nobody tagged is not
 * hidden or spread over the others, but shown as a group of its own with the key "". The range includes `from` and excludes
 * `to`, as in Cost Explorer. Periods without cost are there too, with 0. Cost: O(entries × log groups).
 *
 * @param entries      lines of the bill, in any order
 * @param from         first day, YYYY-MM-DD
 * @param to           the day after the last
 * @param granularity  "day", "month" (cut at the ends of the range) or "all" (default)
 * @param groupBy      none, one or several of "service", "usageType" and "tag:name"
 * @param filter       which entries count; default all
 * @returns            the total, periods with groups, and what is untagged
 * @throws {EngineError} "out-of-range" (also when `to` is not after `from`), "wrong-type", "not-finite"
 * @example
 * const entries = [
 *   { date: "2026-11-01", service: "SageMaker", amount: 30, tags: { project: "churn" } },
 *   { date: "2026-11-02", service: "SageMaker", amount: 10, tags: {} },
 * ];
 * const report = costReport({ entries, from: "2026-11-01", to: "2026-12-01", groupBy: ["tag:project"] });
 * report.periods[0].groups.map(({ keys, amount }) => [keys[0], amount]) // => [["churn", 30], ["", 10]]
 * report.untagged // => [{ tag: "project", amount: 10, share: 0.25 }]
 * @source  docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html
 */
export function costReport(options: {
  readonly entries: readonly CostEntry[];
  readonly from: string;
  readonly to: string;
  readonly granularity?: "day" | "month" | "all";
  readonly groupBy?: readonly CostGrouping[];
  readonly filter?: (entry: CostEntry) => boolean;
}): CostReport {
  const functionName = "costReport";
  const {
    entries,
    from,
    to,
    granularity = "all",
    groupBy = [],
    filter = () => true,
  } = requireOptions(functionName, options, ["entries", "from", "to", "granularity", "groupBy", "filter"]);
  const first = parseDay({ functionName, name: "from", text: from });
  const end = parseDay({ functionName, name: "to", text: to });
  requireNumber({ functionName, name: "the number of days", value: end - first, least: 1 });
  requireOneOf<typeof granularity>({
    functionName,
    name: "granularity",
    value: granularity,
    options: ["day", "month", "all"],
  });
  requireGroupings({ functionName, groupBy });
  const starts = startsOf({ first, end, granularity });
  requireNumber({ functionName, name: "the number of periods", value: starts.length, most: mostPeriods });
  const wanted = parseEntries({ functionName, entries })
    .filter(({ day, entry }) => day >= first && day < end && filter(entry))
    .sort((a, b) => a.day - b.day);
  let at = 0;
  const periods = starts.map((start, i): CostPeriod => {
    const until = starts[i + 1] ?? end;
    const begin = at;
    while (at < wanted.length && (wanted[at] as DatedEntry).day < until) at++; // at < length
    const inside = wanted.slice(begin, at);
    const groups = groupsOf({ entries: inside, groupBy });
    return { from: dayText(start), to: dayText(until), amount: sumOf(inside), groups };
  });
  const amount = sumOf(wanted);
  const untagged = groupBy.filter(isTag).map((grouping) => {
    const tag = grouping.slice("tag:".length);
    const without = sumOf(wanted.filter(({ entry }) => keyOf(entry, grouping) === ""));
    return { tag, amount: without, share: amount === 0 ? Number.NaN : without / amount };
  });
  return { amount, periods, untagged };
}

function startsOf({
  first,
  end,
  granularity,
}: {
  readonly first: number;
  readonly end: number;
  readonly granularity: "day" | "month" | "all";
}): readonly number[] {
  if (granularity === "all") return [first];
  const starts: number[] = [];
  for (
    let day = first;
    day < end && starts.length <= mostPeriods;
    day = granularity === "day" ? day + 1 : nextMonth(day)
  ) {
    starts.push(day);
  }
  return starts;
}

function groupsOf({
  entries,
  groupBy,
}: {
  readonly entries: readonly DatedEntry[];
  readonly groupBy: readonly CostGrouping[];
}): readonly CostGroup[] {
  if (groupBy.length === 0) return [];
  const groups = new Map<string, { readonly keys: readonly string[]; readonly entries: DatedEntry[] }>();
  for (const dated of entries) {
    const keys = groupBy.map((grouping) => keyOf(dated.entry, grouping));
    const id = JSON.stringify(keys);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { keys, entries: [dated] });
    else group.entries.push(dated);
  }
  return [...groups]
    .map(([id, group]) => ({ id, keys: group.keys, amount: sumOf(group.entries), entryCount: group.entries.length }))
    .sort((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1))
    .map(({ keys, amount, entryCount }) => ({ keys, amount, entryCount }));
}

function keyOf({ service, usageType = "", tags }: CostEntry, grouping: CostGrouping): string {
  if (grouping === "service") return String(service);
  if (grouping === "usageType") return usageType;
  const tag = grouping.slice("tag:".length);
  return Object.hasOwn(tags, tag) ? String(tags[tag]) : "";
}

function isTag(grouping: CostGrouping): boolean {
  return grouping.startsWith("tag:");
}

function sumOf(entries: readonly DatedEntry[]): number {
  return compensatedSum(Float64Array.from(entries, ({ entry }) => entry.amount));
}

function requireGroupings({
  functionName,
  groupBy,
}: {
  readonly functionName: string;
  readonly groupBy: readonly CostGrouping[];
}): void {
  const isFine = (grouping: unknown): boolean =>
    grouping === "service" || grouping === "usageType" || (typeof grouping === "string" && /^tag:./.test(grouping));
  if (Array.isArray(groupBy) && groupBy.every(isFine)) return;
  const got = JSON.stringify(groupBy) ?? typeof groupBy;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires groupBy of service, usageType or tag:name, got ${got}`,
    {
      function: functionName,
      argument: "groupBy",
      got,
    },
  );
}
