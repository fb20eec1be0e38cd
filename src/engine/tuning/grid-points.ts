import { encode, valueAt } from "./encode-parameters.ts";
import type { Parameters, SearchRange, SearchSpace } from "./search-space.ts";

/** The values that a grid tries for each range: all categories; evenly spaced numbers on the scale, both ends included. */
export function gridLevels({
  space,
  pointsPerRange,
}: {
  readonly space: SearchSpace;
  readonly pointsPerRange: number;
}): readonly (readonly [string, readonly (number | string)[]])[] {
  return Object.entries(space).map(([name, range]) => [
    name,
    range.type === "categorical" ? range.values : levelsOf(range, pointsPerRange),
  ]);
}

function levelsOf(
  range: Exclude<SearchRange, { readonly type: "categorical" }>,
  pointsPerRange: number,
): readonly number[] {
  const placeOf = (value: number): number => encode({ range }, { range: value })[0] ?? 0;
  const low = placeOf(range.min);
  const high = placeOf(range.max);
  const levels = Array.from({ length: pointsPerRange }, (_, i) => {
    if (i === 0) return range.min;
    return i === pointsPerRange - 1 ? range.max : valueAt(range, low + ((high - low) * i) / (pointsPerRange - 1));
  });
  return [...new Set(levels)];
}

/** How many combinations there are. */
export function gridSize(levels: ReturnType<typeof gridLevels>): number {
  return levels.reduce((product, [, values]) => product * values.length, 1);
}

/** The combination with a number: the last range turns fastest, as in counting. */
export function gridPoint(levels: ReturnType<typeof gridLevels>, index: number): Parameters {
  const parameters: Record<string, number | string> = {};
  let rest = index;
  for (const [name, values] of levels.toReversed()) {
    parameters[name] = values[rest % values.length] ?? 0;
    rest = Math.floor(rest / values.length);
  }
  return Object.fromEntries(levels.map(([name]) => [name, parameters[name] ?? 0]));
}
