import { EngineError } from "#engine/core/errors.ts";
import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { likelihoodSlope, pairDistances } from "./marginal-likelihood.ts";
import type { MaternKernel } from "./matern-kernel.ts";
import { type BoxMinimum, minimizeInBox } from "./minimize-in-box.ts";

const bounds = { length: [0.05, 20], signal: [0.05, 20], noise: [1e-6, 1] } as const;

/** Starts of the search: length, signal and noise; smooth and exact, rough and noisy. */
const starts: readonly (readonly [number, number, number])[] = [
  [1, 1, 1e-4],
  [0.2, 1, 1e-1],
];

/** A kernel with its noise. */
export type KernelChoice = { readonly kernel: MaternKernel; readonly noise: number };

/** The kernel and the noise under which the targets are most probable, of the ends of two walks. */
export function* searchKernel({
  matrix,
  targets,
  groups,
  extra,
  noise,
}: {
  readonly matrix: Matrix;
  readonly targets: Float64Array;
  readonly groups: readonly number[];
  readonly extra: Float64Array;
  readonly noise: number | undefined;
}): Steps<Progress, KernelChoice> {
  const groupCount = Math.max(...groups) + 1;
  const isGroup = (group: number): boolean => Number.isInteger(group) && group >= 0 && group < matrix.columnCount;
  if (groups.length !== matrix.columnCount || !groups.every(isGroup)) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires a group number for each of ${matrix.columnCount} columns`,
      {
        function: functionName,
        argument: "lengthGroups",
      },
    );
  }
  const fixedNoise = noise === undefined ? undefined : requireNoise(noise);
  const noiseRange =
    fixedNoise === undefined ? bounds.noise : [Math.max(fixedNoise, 1e-12), Math.max(fixedNoise, 1e-12)];
  const range = (end: 0 | 1): Float64Array =>
    Float64Array.from(
      [...Array.from({ length: groupCount }, () => bounds.length[end]), bounds.signal[end], noiseRange[end] ?? 1],
      log,
    );
  const distances = pairDistances({ matrix, groups, groupCount });
  const slopeAt = (logs: Float64Array) => likelihoodSlope({ logs, distances, targets, extra });
  let best: BoxMinimum | undefined;
  for (const [length, signal, startNoise] of starts) {
    const start = Float64Array.from([...Array.from({ length: groupCount }, () => length), signal, startNoise], log);
    const reached = yield* minimizeInBox({ start, lower: range(0), upper: range(1), slopeAt, maxIterations: 40 });
    if (best === undefined || reached.value < best.value) best = reached;
  }
  const found = Array.from(best?.point ?? [], exp);
  const lengths = groups.map((group) => found[group] ?? 1);
  return { kernel: { signal: found[groupCount] ?? 1, lengths }, noise: found[groupCount + 1] ?? 1 };
}

/** Noise is a variance: 0 or more. */
export function requireNoise(noise: number): number {
  if (noise >= 0 && noise < Number.POSITIVE_INFINITY) return noise;
  throw new EngineError("out-of-range", `${functionName} requires noise of 0 or more, got ${String(noise)}`, {
    function: functionName,
    argument: "noise",
    got: String(noise),
  });
}

const functionName = "fitGaussianProcess";
