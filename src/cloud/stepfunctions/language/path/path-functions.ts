import { isList, isObject, type Json } from "../json.ts";
import type { FilterValue, FollowPath, PathScope, PathStep } from "./path.ts";

type Call = {
  readonly step: PathStep & { readonly kind: "function" };
  readonly value: Json;
  readonly scope: PathScope;
  readonly follow: FollowPath;
};

/** What `.length()`, `.max()` and their like say of a value; undefined where they do not apply to it. */
export function applyPathFunction({ step, value, scope, follow }: Call): Json | undefined {
  const given = step.values.flatMap((each) => operandOf({ each, scope, follow }));
  switch (step.name) {
    case "length":
    case "size":
      if (isList(value) || typeof value === "string") return value.length;
      return isObject(value) ? Object.keys(value).length : undefined;
    case "keys":
      return isObject(value) ? Object.keys(value) : undefined;
    case "concat":
      return [...(isList(value) ? value : []), ...given].map(textOf).join("");
    case "append":
      return isList(value) ? [...value, ...given] : undefined;
    case "first":
      return isList(value) ? value[0] : undefined;
    case "last":
      return isList(value) ? value.at(-1) : undefined;
    case "index":
      return isList(value) && typeof given[0] === "number" ? value.at(given[0]) : undefined;
    default:
      return aggregate(step.name, [...numbersOf(value), ...numbersOf(given)]);
  }
}

function operandOf({
  each,
  scope,
  follow,
}: {
  readonly each: FilterValue;
  readonly scope: PathScope;
  readonly follow: FollowPath;
}): readonly Json[] {
  if (each.kind === "literal") return [each.value];
  if (each.kind === "pattern") return [];
  const result = follow(each.path, scope);
  return result.status === "found" ? [result.value] : [];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function numbersOf(value: Json): readonly number[] {
  return isList(value) ? value.filter((item) => typeof item === "number") : [];
}

function aggregate(name: string, numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((total, each) => total + each, 0);
  const mean = sum / numbers.length;
  switch (name) {
    case "min":
      return numbers.reduce((least, each) => Math.min(least, each));
    case "max":
      return numbers.reduce((most, each) => Math.max(most, each));
    case "sum":
      return sum;
    case "avg":
      return mean;
    case "stddev":
      return Math.sqrt(numbers.reduce((total, each) => total + (each - mean) ** 2, 0) / numbers.length);
    default:
      return undefined;
  }
}
