import { requireOneOf } from "#engine/core/require-one-of.ts";
import { refusal, shown } from "./refusal.ts";

/**
 * How the holes of one column are filled. A bare word stands for `{ fill: word }`.
 *
 * - "constant": the given value. "mean", "median" (numbers), "mode" (any type): of the values that are there, within the groups of
 *   the `by` columns if given.
 * - "forward" and "backward": the nearest value before or after, row by row; "linear": on the straight line between the nearest
 *   values before and after. These need rows in a meaningful order, such as that of time.
 */
export type FillRule =
  | "mean"
  | "median"
  | "mode"
  | "forward"
  | "backward"
  | "linear"
  | { readonly fill: "constant"; readonly value: number | string | boolean }
  | { readonly fill: "mean" | "median" | "mode"; readonly by?: string | readonly string[] | undefined }
  | { readonly fill: "forward" | "backward" | "linear" };

/** The rules that learn something from one table that can be used on another. */
export type ImputerRule = Exclude<
  FillRule,
  "forward" | "backward" | "linear" | { readonly fill: "forward" | "backward" | "linear" }
>;

/** A rule in its long form, checked to be one of `allowed`. */
export function parseRule({
  functionName,
  name,
  rule,
  allowed,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly rule: FillRule;
  readonly allowed: readonly string[];
}): Exclude<FillRule, string> {
  const long: unknown = typeof rule === "string" ? { fill: rule } : rule;
  if (typeof long !== "object" || long === null || !("fill" in long)) {
    const need = `a rule for ${shown(name)}, e.g. "median"`;
    throw refusal({ code: "wrong-type", functionName, need, got: shown(rule), facts: { name } });
  }
  requireOneOf({ functionName, name: `columns.${name}`, value: String(long.fill), options: allowed });
  return long as Exclude<FillRule, string>; // its word was checked
}
