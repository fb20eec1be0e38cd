/**
 * The exact p value of the two-sample Kolmogorov–Smirnov test: among all ways to deal the pooled values into a sample
 * of m and a sample of n, the share in which the distributions come at least as far apart.
 *
 * Walk through the pooled values in order: each is a step right (first sample) or up (second). A deal is a path from
 * (0, 0) to (m, n), all paths being equally likely, and the gap after i and j values is |i/m − j/n|. `hit(i, j)` is the
 * chance that a path to (i, j) has met a gap that large; its last step came from the left with chance i/(i + j), so one
 * pass over the grid gives the answer. Between equal values there is no gap to see, since both distributions jump at
 * once, so those places are skipped: the p value is exact with ties too. O(m × n) time, O(n) space.
 *
 * @param sizes    m and n
 * @param gap      the observed |i × n − j × m|, a whole number
 * @param isBreak  length m + n + 1: 1 at k when the k-th pooled value differs from the next
 * @returns        in (0, 1]
 * @source  Hodges 1958, The significance probability of the Smirnov two-sample test; Schröer & Trenkler 1995 (ties);
 *          agrees with R's ks.test(exact = TRUE)
 */
export function exactKsTail({
  sizes: [m, n],
  gap,
  isBreak,
}: {
  readonly sizes: readonly [number, number];
  readonly gap: number;
  readonly isBreak: Uint8Array;
}): number {
  if (gap === 0) return 1;
  const hit = new Float64Array(n + 1);
  for (let j = 1; j <= n; j++) hit[j] = isBreak[j] === 1 && j * m >= gap ? 1 : (hit[j - 1] as number); // 1 ≤ j ≤ n
  for (let i = 1; i <= m; i++) {
    const lead = i * n;
    if (isBreak[i] === 1 && lead >= gap) hit[0] = 1;
    let left = hit[0] as number; // hit(i, j − 1)
    for (let j = 1; j <= n; j++) {
      const distance = lead - j * m;
      const isHit = (distance >= gap || -distance >= gap) && isBreak[i + j] === 1;
      left = isHit ? 1 : (i * (hit[j] as number) + j * left) / (i + j); // hit[j] still holds hit(i − 1, j)
      hit[j] = left;
    }
  }
  return hit[n] as number; // length n + 1
}
