import type { Progress, Steps } from "#engine/core/steps.ts";

/** What an iteration has come to. */
export type DescentProgress = Progress & {
  readonly loss: number;
  /** Length of the gradient in the measure of the preconditioner: 0 at the bottom. */
  readonly slope: number;
};

export type Minimum = {
  readonly parameters: Float64Array;
  readonly loss: number;
  readonly iterations: number;
  readonly converged: boolean;
};

/** How many past steps shape the next one. */
const memory = 10;

/**
 * The bottom of a smooth convex function by L-BFGS: like Newton's method, but the curvature is guessed from how the gradient
 * changed over the last ten steps. O(iterations × cost of the loss).
 *
 * A first guess of the curvature (`precondition` divides a gradient by it) saves most of the steps: with columns of very
 * different scale the plain gradient points nearly across the valley, the divided one along it. Convergence is measured in
 * the same units, so it does not depend on the scale of the columns either.
 *
 * @param evaluate      writes the gradient at `parameters` and returns the loss
 * @param start         where to begin; not changed
 * @param precondition  writes gradient / curvature into `result`
 * @param slopeLimit    converged when √(gradient · gradient / curvature) is at most this
 * @source  Nocedal & Wright, Numerical Optimization, algorithm 7.4; acceptance near the bottom: Hager & Zhang 2005, section 3
 */
export function* lbfgsSteps({
  evaluate,
  start,
  precondition,
  slopeLimit,
  maxIterations,
}: {
  readonly evaluate: (parameters: Float64Array, gradient: Float64Array) => number;
  readonly start: Float64Array;
  readonly precondition: (gradient: Float64Array, result: Float64Array) => void;
  readonly slopeLimit: number;
  readonly maxIterations: number;
}): Steps<DescentProgress, Minimum> {
  let parameters: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(start.length);
  let loss = evaluate(parameters, gradient);
  const history: Step[] = [];
  const direction = new Float64Array(start.length);
  const divided = new Float64Array(start.length);
  for (let iterations = 0; ; iterations++) {
    precondition(gradient, divided);
    const slope = Math.sqrt(Math.max(0, dot(gradient, divided)));
    const converged = slope <= slopeLimit;
    if (converged || iterations === maxIterations) return { parameters, loss, iterations, converged };
    yield { done: iterations, total: maxIterations, loss, slope };
    findDirection({ gradient, history, precondition, direction });
    const found = searchLine({ evaluate, parameters, loss, gradient, direction });
    if (found === undefined) return { parameters, loss, iterations, converged: false };
    const move = found.parameters.map((value, i) => value - (parameters[i] ?? 0));
    const turn = found.gradient.map((value, i) => value - (gradient[i] ?? 0));
    const product = dot(move, turn);
    if (product > 0) history.push({ move, turn, product });
    if (history.length > memory) history.shift();
    ({ parameters, gradient, loss } = found);
  }
}

/** One past step: how the parameters moved, how the gradient turned, and the product of both. */
type Step = { readonly move: Float64Array; readonly turn: Float64Array; readonly product: number };

/** The two loops of L-BFGS: −gradient / guessed curvature. */
function findDirection({
  gradient,
  history,
  precondition,
  direction,
}: {
  readonly gradient: Float64Array;
  readonly history: readonly Step[];
  readonly precondition: (gradient: Float64Array, result: Float64Array) => void;
  readonly direction: Float64Array;
}): void {
  const rest = gradient.slice();
  const shares: number[] = [];
  for (const { move, turn, product } of history.toReversed()) {
    const share = dot(move, rest) / product;
    shares.push(share);
    addTo(rest, turn, -share);
  }
  precondition(rest, direction);
  const last = history.at(-1);
  if (last !== undefined) {
    const scaled = new Float64Array(rest.length);
    precondition(last.turn, scaled);
    const scale = last.product / dot(last.turn, scaled);
    for (let i = 0; i < direction.length; i++) direction[i] = scale * (direction[i] ?? 0);
  }
  for (const { move, turn, product } of history) {
    const share = (shares.pop() ?? 0) - dot(turn, direction) / product;
    addTo(direction, move, share);
  }
  for (let i = 0; i < direction.length; i++) direction[i] = -(direction[i] ?? 0);
}

/** The full step if it goes down far enough, else shorter ones; none when even the shortest goes nowhere. */
function searchLine({
  evaluate,
  parameters,
  loss,
  gradient,
  direction,
}: {
  readonly evaluate: (parameters: Float64Array, gradient: Float64Array) => number;
  readonly parameters: Float64Array;
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly direction: Float64Array;
}): { readonly parameters: Float64Array; readonly gradient: Float64Array; readonly loss: number } | undefined {
  const descent = dot(gradient, direction);
  // Near the bottom the loss changes by less than its own rounding: there the gradient decides.
  const rounding = 1e-13 * Math.abs(loss);
  for (let size = 1; size > 1e-12; ) {
    const tried = parameters.map((value, i) => value + size * (direction[i] ?? 0));
    const turned = new Float64Array(gradient.length);
    const reached = evaluate(tried, turned);
    const isLower = reached <= loss + 1e-4 * size * descent;
    const isFlat = reached <= loss + rounding && Math.abs(dot(turned, direction)) <= 0.9 * Math.abs(descent);
    if (isLower || isFlat) return { parameters: tried, gradient: turned, loss: reached };
    // The parabola through loss, slope and the point reached has its bottom here; between a tenth and a half of the step.
    const bottom = (-descent * size * size) / (2 * (reached - loss - descent * size));
    size = Math.min(0.5 * size, Math.max(0.1 * size, Number.isFinite(bottom) ? bottom : 0));
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addTo(target: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (values[i] ?? 0);
}
