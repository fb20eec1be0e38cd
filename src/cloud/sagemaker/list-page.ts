import { pageOf } from "#cloud/core/paging.ts";
import { refuse } from "./refuse.ts";

export type Listed = {
  readonly name: string;
  readonly status: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
};

type ListInput = {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly NameContains?: string | undefined;
  readonly StatusEquals?: string | undefined;
  readonly CreationTimeAfter?: Date | undefined;
  readonly CreationTimeBefore?: Date | undefined;
  readonly LastModifiedTimeAfter?: Date | undefined;
  readonly LastModifiedTimeBefore?: Date | undefined;
  readonly SortBy?: string | undefined;
  readonly SortOrder?: string | undefined;
};

/** Filter, sort and page as SageMaker's lists do. */
export function listPage<Row extends Listed>({
  rows,
  input,
  order,
}: {
  readonly rows: readonly Row[];
  readonly input: ListInput;
  /** The order where the request names none. */
  readonly order: "Ascending" | "Descending";
}): { readonly items: readonly Row[]; readonly rest: { readonly NextToken?: string } } {
  const { NameContains: part, StatusEquals: status } = input;
  const kept = rows.filter(
    (row) =>
      (part === undefined || row.name.includes(part)) &&
      (status === undefined || row.status === status) &&
      isBetween(row.createdAt, input.CreationTimeAfter, input.CreationTimeBefore) &&
      isBetween(row.modifiedAt, input.LastModifiedTimeAfter, input.LastModifiedTimeBefore),
  );
  const sign = (input.SortOrder ?? order) === "Ascending" ? 1 : -1;
  const sorted = kept.toSorted(
    (a, b) => sign * (compare(keyOf(a, input.SortBy), keyOf(b, input.SortBy)) || compare(a.name, b.name)),
  );
  const { items, nextToken } = pageOf({
    items: sorted,
    keyOf: ({ name }) => name,
    limit: input.MaxResults ?? 10,
    token: input.NextToken,
    invalid: () => refuse.invalid("The token provided is not valid"),
  });
  return { items, rest: nextToken === undefined ? {} : { NextToken: nextToken } };
}

function isBetween(time: number, after: Date | undefined, before: Date | undefined): boolean {
  return (after === undefined || time > after.getTime()) && (before === undefined || time < before.getTime());
}

function keyOf(row: Listed, sortBy: string | undefined): number | string {
  if (sortBy === "Name") return row.name;
  if (sortBy === "Status") return row.status;
  return sortBy === "LastModifiedTime" ? row.modifiedAt : row.createdAt;
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
