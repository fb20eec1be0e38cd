import { EngineError } from "#engine/core/errors.ts";
import { exp, expm1 } from "#engine/core/exp.ts";
import { log, log1p } from "#engine/core/log.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Parameters, parseSpace, type RangeScaling, type SearchRange, type SearchSpace } from "./search-space.ts";

/**
 * Settings as a point in a cube: the form in which a search thinks.
 *
 * Each number becomes a place from 0 to 1 on its scale (linear, logarithmic, reverse-logarithmic). A whole number n stands for
 * the stretch from n − ½ to n + ½, so that each has the same room on a linear scale, and its place is the middle of it. Each
 * category gets a place of its own, 1 for the one chosen and 0 for the others, so that no category lies between two others.
 *
 * Cost: O(width).
 *
 * @param space       the ranges
 * @param parameters  a value for each range
 * @returns           one number from 0 to 1 for each numeric range, one for each category of the others, in the order of the space
 * @throws {EngineError} "out-of-range" for a value outside its range or a fraction where whole numbers are, "unknown-category",
 *                      "wrong-type" for a missing value or one of another type; else as `createStudy` for the space
 * @example encodeParameters({ space: { rate: { type: "continuous", min: 0.001, max: 0.1, scaling: "logarithmic" } }, parameters: { rate: 0.01 } }) // => [0.5]
 * @example encodeParameters({ space: { kernel: { type: "categorical", values: ["rbf", "poly"] } }, parameters: { kernel: "poly" } }) // => [0, 1]
 * @source  Snoek, Larochelle & Adams 2012; scalings as Amazon SageMaker automatic model tuning documents them
 */
export function encodeParameters(options: {
  readonly space: SearchSpace;
  readonly parameters: Parameters;
}): Float64Array {
  const { space, parameters } = requireOptions("encodeParameters", options, ["space", "parameters"]);
  return encode(parseSpace("encodeParameters", space), parameters);
}

/** The same for a space that is checked already. */
export function encode(space: SearchSpace, parameters: Parameters): Float64Array {
  const point: number[] = [];
  for (const [name, range] of Object.entries(space)) {
    const value: unknown = typeof parameters === "object" && parameters !== null ? parameters[name] : undefined;
    if (range.type === "categorical") {
      if (typeof value !== "string") throw refusal({ code: "wrong-type", name, need: "a text", value });
      if (!range.values.includes(value))
        throw refusal({ code: "unknown-category", name, need: range.values.join(", "), value });
      for (const category of range.values) point.push(category === value ? 1 : 0);
    } else {
      if (typeof value !== "number") throw refusal({ code: "wrong-type", name, need: "a number", value });
      const isInside = value >= range.min && value <= range.max;
      if (!isInside || (range.type === "integer" && !Number.isInteger(value))) {
        throw refusal({ code: "out-of-range", name, need: `${range.type} from ${range.min} to ${range.max}`, value });
      }
      point.push(placeOf(range, value));
    }
  }
  return Float64Array.from(point);
}

/**
 * The settings at a point of the cube: the way back. Of the places of a category the largest wins, the first among equals;
 * a place outside [0, 1] counts as the nearest end. O(width).
 *
 * @param space  the ranges
 * @param point  as `encodeParameters` gives it
 * @throws {EngineError} "length-mismatch" for another width than the space's, "not-finite"
 * @example decodeParameters({ space: { depth: { type: "integer", min: 1, max: 4 } }, point: [0.3] }) // => { depth: 2 }
 * @example decodeParameters({ space: { momentum: { type: "continuous", min: 0.9, max: 0.999, scaling: "reverse-logarithmic" } }, point: [0.5] }) // => { momentum: 0.99 }
 */
export function decodeParameters(options: {
  readonly space: SearchSpace;
  readonly point: ArrayLike<number>;
}): Parameters {
  const { space, point } = requireOptions("decodeParameters", options, ["space", "point"]);
  const parsed = parseSpace("decodeParameters", space);
  const width = encodedWidth(parsed);
  if (point?.length !== width) {
    throw new EngineError("length-mismatch", `decodeParameters requires ${width} places, got ${point?.length ?? 0}`, {
      function: "decodeParameters",
      lengths: `${width}, ${point?.length ?? 0}`,
    });
  }
  for (let i = 0; i < width; i++) {
    if (Number.isFinite(point[i])) continue;
    throw new EngineError("not-finite", `decodeParameters requires finite places, got ${String(point[i])}`, {
      function: "decodeParameters",
      got: String(point[i]),
    });
  }
  return decode(parsed, point);
}

/** The same for a space and a point that are checked already. */
export function decode(space: SearchSpace, point: ArrayLike<number>): Parameters {
  const parameters: Record<string, number | string> = {};
  let at = 0;
  for (const [name, range] of Object.entries(space)) {
    if (range.type === "categorical") {
      let best = 0;
      for (let i = 1; i < range.values.length; i++) if ((point[at + i] ?? 0) > (point[at + best] ?? 0)) best = i;
      parameters[name] = range.values[best] ?? "";
      at += range.values.length;
    } else {
      parameters[name] = valueAt(range, point[at++] ?? 0);
    }
  }
  return parameters;
}

/** How many numbers a point has: one for each numeric range, one for each category. */
export function encodedWidth(space: SearchSpace): number {
  return Object.values(space).reduce((sum, range) => sum + (range.type === "categorical" ? range.values.length : 1), 0);
}

type NumericRange = Exclude<SearchRange, { readonly type: "categorical" }>;

/** The ends on the scale's own axis; a whole number reaches half a step to both sides. */
function axisOf(range: NumericRange): { readonly scaling: RangeScaling; readonly low: number; readonly high: number } {
  const scaling = range.scaling ?? "linear";
  const margin = range.type === "integer" ? 0.5 : 0;
  return { scaling, low: onAxis(scaling, range.min - margin), high: onAxis(scaling, range.max + margin) };
}

/** The place of a value, from 0 to 1; the only value of a range of one value stands in the middle. */
function placeOf(range: NumericRange, value: number): number {
  if (range.min === range.max) return 0.5;
  const { scaling, low, high } = axisOf(range);
  return Math.min(1, Math.max(0, (onAxis(scaling, value) - low) / (high - low)));
}

/** The value at a place of a numeric range. */
export function valueAt(range: NumericRange, place: number): number {
  const { scaling, low, high } = axisOf(range);
  const value = offAxis(scaling, low + Math.min(1, Math.max(0, place)) * (high - low));
  // Rounding on the axis may leave the range by the last digit.
  return Math.min(range.max, Math.max(range.min, range.type === "integer" ? Math.round(value) : value));
}

function onAxis(scaling: RangeScaling, value: number): number {
  if (scaling === "linear") return value;
  return scaling === "logarithmic" ? log(value) : -log1p(-value);
}

function offAxis(scaling: RangeScaling, position: number): number {
  if (scaling === "linear") return position;
  return scaling === "logarithmic" ? exp(position) : -expm1(-position);
}

function refusal({
  code,
  name,
  need,
  value,
}: {
  readonly code: "wrong-type" | "unknown-category" | "out-of-range";
  readonly name: string;
  readonly need: string;
  readonly value: unknown;
}): EngineError {
  const got = typeof value === "number" || typeof value === "string" ? String(value) : typeof value;
  return new EngineError(code, `encodeParameters requires ${name} to be ${need}, got ${got}`, {
    function: "encodeParameters",
    argument: name,
    got,
  });
}
