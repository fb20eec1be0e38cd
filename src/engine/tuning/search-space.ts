import { EngineError } from "#engine/core/errors.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";

/**
 * How the values of a range are spread over the search. "logarithmic" gives each factor of ten the same room (0.001 to 0.01 as
 * much as 0.1 to 1) and needs values above 0; "reverse-logarithmic" does so for the distance from 1 (0.9 to 0.99 as much as
 * 0.99 to 0.999) and needs values from 0 on and below 1. SageMaker names them Linear, Logarithmic and ReverseLogarithmic.
 */
export type RangeScaling = "linear" | "logarithmic" | "reverse-logarithmic";

/** A setting to search for: one of SageMaker's three kinds of range, both ends included. */
export type SearchRange =
  | {
      readonly type: "integer";
      readonly min: number;
      readonly max: number;
      readonly scaling?: "linear" | "logarithmic";
    }
  | { readonly type: "continuous"; readonly min: number; readonly max: number; readonly scaling?: RangeScaling }
  | { readonly type: "categorical"; readonly values: readonly string[] };

/** The settings to search for, by name. Their order counts for reproducibility: it is that of the object. */
export type SearchSpace = Readonly<Record<string, SearchRange>>;

/** One value for each setting of a space. */
export type Parameters = Readonly<Record<string, number | string>>;

/** Checks a space once, so that all that follows can trust it; returns it without surplus fields. */
export function parseSpace(functionName: string, space: SearchSpace): SearchSpace {
  if (typeof space !== "object" || space === null || Array.isArray(space)) {
    const got = space === null ? "null" : Array.isArray(space) ? "a list" : typeof space;
    throw new EngineError("wrong-type", `${functionName} requires space to be an object of ranges, got ${got}`, {
      function: functionName,
      argument: "space",
      got,
    });
  }
  const names = Object.keys(space);
  if (names.length === 0) {
    throw new EngineError("empty", `${functionName} requires at least one range, got none`, { function: functionName });
  }
  return Object.fromEntries(
    names.map((name) => [name, parseRange({ functionName, name, range: space[name] as SearchRange })]), // its own key
  );
}

function parseRange({
  functionName,
  name,
  range,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly range: SearchRange;
}): SearchRange {
  const refuse = (code: "out-of-range" | "wrong-type" | "empty" | "duplicate-key", need: string, got: string) =>
    new EngineError(code, `${functionName} requires ${need} for ${name}, got ${got}`, {
      function: functionName,
      argument: name,
      got,
    });
  if (typeof range !== "object" || range === null) throw refuse("wrong-type", "a range", String(range));
  requireOneOf({
    functionName,
    name: `type of ${name}`,
    value: range.type,
    options: ["integer", "continuous", "categorical"],
  });
  if (range.type === "categorical") {
    const { values } = range;
    if (!Array.isArray(values) || values.some((value) => typeof value !== "string")) {
      throw refuse("wrong-type", "a list of texts as values", String(values));
    }
    if (values.length === 0) throw refuse("empty", "at least one value", "none");
    if (new Set(values).size < values.length) throw refuse("duplicate-key", "distinct values", values.join(", "));
    return { type: "categorical", values };
  }
  const { type, min, max, scaling = "linear" } = range;
  const isWhole = type === "continuous" || (Number.isSafeInteger(min) && Number.isSafeInteger(max));
  if (!Number.isFinite(min) || !Number.isFinite(max) || !Number.isFinite(max - min) || !isWhole || min > max) {
    const need = type === "integer" ? "whole numbers min ≤ max" : "finite numbers min ≤ max";
    throw refuse("out-of-range", need, `${min} and ${max}`);
  }
  requireOneOf<RangeScaling>({
    functionName,
    name: `scaling of ${name}`,
    value: scaling,
    options: type === "integer" ? ["linear", "logarithmic"] : ["linear", "logarithmic", "reverse-logarithmic"],
  });
  if (scaling === "logarithmic" && min <= 0)
    throw refuse("out-of-range", "min above 0 on a logarithmic scale", `${min}`);
  if (scaling === "reverse-logarithmic" && (min < 0 || max >= 1)) {
    throw refuse("out-of-range", "0 ≤ min and max < 1 on a reverse-logarithmic scale", `${min} and ${max}`);
  }
  return type === "integer"
    ? { type, min, max, scaling: scaling === "logarithmic" ? "logarithmic" : "linear" }
    : { type, min, max, scaling };
}
