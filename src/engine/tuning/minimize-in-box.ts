import type { Progress, Steps } from "#engine/core/steps.ts";

/** A smooth function with its gradient, which is asked for only where a step ends; an infinite value says "not here". */
export type Slope = { readonly value: number; readonly gradient: () => Float64Array };

/** The lowest point that was found. */
export type BoxMinimum = { readonly point: Float64Array; readonly value: number; readonly iterations: number };

/**
 * Walks downhill inside a box: quasi-Newton steps (BFGS), which learn the curvature from the gradients they meet; a coordinate
 * that presses against its wall stays there until the slope turns. Each step is halved until it goes down enough (Armijo).
 * Finds a lowest point nearby, not the lowest of all. Yields before each look at the function.
 *
 * @source  Nocedal & Wright 2006, chapters 6.1 and 16.7; Bertsekas 1982 (projected Newton)
 */
export function* minimizeInBox({
  start,
  lower,
  upper,
  slopeAt,
  maxIterations,
  tolerance = 1e-4,
}: {
  readonly start: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly slopeAt: (point: Float64Array) => Slope;
  readonly maxIterations: number;
  /** Ends when no free coordinate of the gradient is larger. */
  readonly tolerance?: number;
}): Steps<Progress, BoxMinimum> {
  const width = start.length;
  const clip = (value: number, i: number): number => Math.min(upper[i] ?? value, Math.max(lower[i] ?? value, value));
  let point: Float64Array = start.map(clip);
  const first = slopeAt(point);
  let { value } = first;
  let gradient = first.gradient();
  let inverseCurvature = identity(width);
  let iterations = 0;
  let isFresh = true;
  while (iterations < maxIterations && Number.isFinite(value)) {
    iterations += 1;
    const isHeld = gradient.map((slope, i) =>
      ((point[i] ?? 0) <= (lower[i] ?? 0) && slope > 0) || ((point[i] ?? 0) >= (upper[i] ?? 0) && slope < 0) ? 1 : 0,
    );
    const steepest = gradient.reduce((most, slope, i) => (isHeld[i] === 1 ? most : Math.max(most, Math.abs(slope))), 0);
    if (steepest < tolerance) break;
    forgetHeld({ inverseCurvature, isHeld });
    const direction = directionOf({ inverseCurvature, gradient, isHeld });
    const progress = { done: iterations, total: maxIterations };
    const next = yield* lineSearch({ point, value, gradient, direction, clip, slopeAt, progress });
    if (next === undefined) {
      if (isFresh) break;
      inverseCurvature = identity(width);
      isFresh = true;
      continue;
    }
    const step = next.point.map((x, i) => x - (point[i] ?? 0));
    const turn = next.gradient.map((slope, i) => (isHeld[i] === 1 ? 0 : slope - (gradient[i] ?? 0)));
    if (isFresh) scaleToStep({ inverseCurvature, step, turn });
    updateCurvature({ inverseCurvature, step, turn });
    isFresh = false;
    const gain = value - next.value;
    ({ point, value, gradient } = next);
    if (gain <= 1e-6 * (1 + Math.abs(value))) break;
  }
  return { point, value, iterations };
}

/** Where a step ends. */
type Reached = { readonly point: Float64Array; readonly value: number; readonly gradient: Float64Array };

function identity(width: number): Float64Array {
  const matrix = new Float64Array(width * width);
  for (let i = 0; i < width; i++) matrix[i * width + i] = 1;
  return matrix;
}

/** What was learned about a coordinate at its wall says nothing about the others' valley. */
function forgetHeld({
  inverseCurvature,
  isHeld,
}: {
  readonly inverseCurvature: Float64Array;
  readonly isHeld: Float64Array;
}): void {
  const width = isHeld.length;
  for (const [i, held] of isHeld.entries()) {
    if (held === 0) continue;
    for (let j = 0; j < width; j++) {
      inverseCurvature[i * width + j] = i === j ? 1 : 0;
      inverseCurvature[j * width + i] = i === j ? 1 : 0;
    }
  }
}

/** Before the first update: a curvature of the right size, which the identity is not (Nocedal & Wright, equation 6.20). */
function scaleToStep({
  inverseCurvature,
  step,
  turn,
}: {
  readonly inverseCurvature: Float64Array;
  readonly step: Float64Array;
  readonly turn: Float64Array;
}): void {
  const along = step.reduce((sum, entry, i) => sum + entry * (turn[i] ?? 0), 0);
  const square = turn.reduce((sum, entry) => sum + entry * entry, 0);
  if (along <= 1e-12 || square === 0) return;
  const width = step.length;
  for (let i = 0; i < width; i++) inverseCurvature[i * width + i] = along / square;
}

/** −H g over the free coordinates; the plain downhill direction where that would not go down. */
function directionOf({
  inverseCurvature,
  gradient,
  isHeld,
}: {
  readonly inverseCurvature: Float64Array;
  readonly gradient: Float64Array;
  readonly isHeld: Float64Array;
}): Float64Array {
  const width = gradient.length;
  const direction = new Float64Array(width);
  let descent = 0;
  for (let i = 0; i < width; i++) {
    if (isHeld[i] === 1) continue;
    let sum = 0;
    for (let j = 0; j < width; j++) {
      if (isHeld[j] === 0) sum -= (inverseCurvature[i * width + j] ?? 0) * (gradient[j] ?? 0);
    }
    direction[i] = sum;
    descent += sum * (gradient[i] ?? 0);
  }
  return descent < 0 ? direction : gradient.map((slope, i) => (isHeld[i] === 1 ? 0 : -slope));
}

function* lineSearch({
  point,
  value,
  gradient,
  direction,
  clip,
  slopeAt,
  progress,
}: {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly direction: Float64Array;
  readonly clip: (value: number, i: number) => number;
  readonly slopeAt: (point: Float64Array) => Slope;
  readonly progress: Progress;
}): Steps<Progress, Reached | undefined> {
  const longest = direction.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  let size = Math.min(1, 2 / longest);
  for (let halving = 0; halving < 20; halving++, size /= 2) {
    const candidate = point.map((x, i) => clip(x + size * (direction[i] ?? 0), i));
    const promised = candidate.reduce((sum, x, i) => sum + (x - (point[i] ?? 0)) * (gradient[i] ?? 0), 0);
    yield progress;
    const slope = slopeAt(candidate);
    if (slope.value <= value + 1e-4 * promised && promised < 0) {
      return { value: slope.value, gradient: slope.gradient(), point: candidate };
    }
  }
  return undefined;
}

/** BFGS: the smallest change of H after which the last step explains the last turn of the gradient. */
function updateCurvature({
  inverseCurvature,
  step,
  turn,
}: {
  readonly inverseCurvature: Float64Array;
  readonly step: Float64Array;
  readonly turn: Float64Array;
}): void {
  const width = step.length;
  const along = step.reduce((sum, entry, i) => sum + entry * (turn[i] ?? 0), 0);
  if (along <= 1e-12) return;
  const turned = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      turned[i] = (turned[i] ?? 0) + (inverseCurvature[i * width + j] ?? 0) * (turn[j] ?? 0);
    }
  }
  const scale = (1 + turned.reduce((sum, entry, i) => sum + entry * (turn[i] ?? 0), 0) / along) / along;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      const at = i * width + j;
      const cross = (step[i] ?? 0) * (turned[j] ?? 0) + (turned[i] ?? 0) * (step[j] ?? 0);
      inverseCurvature[at] = (inverseCurvature[at] ?? 0) + scale * (step[i] ?? 0) * (step[j] ?? 0) - cross / along;
    }
  }
}
