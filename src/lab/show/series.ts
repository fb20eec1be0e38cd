import type { Figure } from "#contract/figure.ts";
import { EngineError } from "#engine/core/errors.ts";
import { figureNumbers, requireSameLength, thin, words } from "./figure-values.ts";

type Numbers = ArrayLike<number | null>;

/** One line or cloud of points. Without `x` the points stand at 0, 1, 2 … */
export type Series = { readonly name?: string; readonly x?: Numbers; readonly y: Numbers };

/** One series by `x` and `y`, or up to eight by `series`. */
export type SeriesOptions = {
  readonly title?: string;
  readonly xLabel?: string;
  readonly yLabel?: string;
} & (Series | { readonly series: readonly Series[] });

type SeriesFigure = Omit<Extract<Figure, { kind: "line" }>, "kind">;

export function seriesFigure(functionName: string, options: SeriesOptions): SeriesFigure {
  const given = "series" in options ? options.series : [options];
  if (!Array.isArray(given) || given.length < 1 || given.length > 8) {
    const got = Array.isArray(given) ? given.length : typeof given;
    throw new EngineError("out-of-range", `${functionName} requires 1 to 8 series, got ${got}`, {
      function: functionName,
      argument: "series",
      got,
    });
  }
  let longest = 0;
  const series = given.map((one: Series, i) => {
    const y = figureNumbers(functionName, "y", one.y);
    const x = one.x === undefined ? Float64Array.from(y, (_, row) => row) : figureNumbers(functionName, "x", one.x);
    requireSameLength(functionName, ["x", x], ["y", y]);
    longest = Math.max(longest, y.length);
    return { name: words(one.name, given.length === 1 ? "" : `${i + 1}`), x: thin(x), y: thin(y) };
  });
  return {
    title: words(options.title),
    xLabel: words(options.xLabel, "x"),
    yLabel: words(options.yLabel, "y"),
    series,
    ...(longest > (series[0]?.y.length ?? longest) ? { sampledFrom: longest } : {}),
  };
}
