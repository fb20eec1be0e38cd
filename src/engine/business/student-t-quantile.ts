import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { studentTSurvival } from "#engine/core/student-t-survival.ts";

/** The t below which Student's t falls with chance p in (0.5, 1), by halving between the normal quantile and ever larger bounds. */
export function studentTQuantile({
  p,
  degreesOfFreedom,
}: {
  readonly p: number;
  readonly degreesOfFreedom: number;
}): number {
  // The tails of t are heavier than the normal's, so the quantile is at least as far out.
  let low = normalQuantile(p) * (1 - 1e-9);
  let high = Math.max(1, 2 * low);
  while (studentTSurvival({ statistic: high, degreesOfFreedom }) > 1 - p && high < 1e150) high *= 2;
  for (let turn = 0; turn < 200; turn++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentTSurvival({ statistic: middle, degreesOfFreedom }) > 1 - p) low = middle;
    else high = middle;
  }
  return high;
}
