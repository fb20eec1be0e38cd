import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import type { Label } from "#engine/metrics/label-codes.ts";

/**
 * A simulated labeler. How good they are is either one number, the chance of a right answer (a wrong one then falls on each
 * other class alike), or a confusion matrix: row = true class, column = answer, both in the order of the classes. The matrix
 * can say what one number cannot, e.g. who calls every doubtful picture "cat".
 */
export type Worker = {
  readonly name: string;
  /** Price of one label. */
  readonly costUsd: number;
  /** How long one label takes. */
  readonly secondsPerLabel: number;
} & ({ readonly accuracy: number } | { readonly confusion: readonly (readonly number[])[] });

/**
 * A crowd of simulated workers, of different quality as crowds are.
 *
 * @param count            how many, from 1 to 10,000
 * @param accuracy         each draws a chance of a right answer evenly from this range
 * @param costUsd          price of one label; default 0.08
 * @param secondsPerLabel  default 10
 * @param rng              chance
 * @returns                workers "worker-1", "worker-2", …
 * @throws {EngineError} "out-of-range", "not-finite", "wrong-type"
 * @example createWorkers({ count: 3, accuracy: { least: 0.8, most: 0.8 }, rng: createRng(1) })[2] // => { name: "worker-3", accuracy: 0.8, costUsd: 0.08, secondsPerLabel: 10 }
 */
export function createWorkers(options: {
  readonly count: number;
  readonly accuracy: { readonly least: number; readonly most: number };
  readonly costUsd?: number;
  readonly secondsPerLabel?: number;
  readonly rng: Rng;
}): Worker[] {
  const functionName = "createWorkers";
  const {
    count,
    accuracy,
    costUsd = 0.08,
    secondsPerLabel = 10,
    rng,
  } = requireOptions(functionName, options, ["count", "accuracy", "costUsd", "secondsPerLabel", "rng"]);
  requireNumber({ functionName, name: "count", value: count, least: 1, most: 10_000, whole: true });
  requireRng({ functionName, rng });
  const { least, most } = accuracy ?? {};
  requireNumber({ functionName, name: "accuracy.least", value: least, least: 0, most: 1 });
  requireNumber({ functionName, name: "accuracy.most", value: most, least, most: 1 });
  const workers = Array.from({ length: count }, (_, at) => ({
    name: `worker-${at + 1}`,
    accuracy: least + (most - least) * rng.uniform(),
    costUsd,
    secondsPerLabel,
  }));
  for (const worker of workers) requireWorker(functionName, worker, 2);
  return workers;
}

/**
 * One answer of a simulated worker. O(classes).
 *
 * @param worker   who is asked
 * @param truth    the true class, one of `classes`
 * @param classes  all classes, in the order of the worker's confusion matrix
 * @param rng      chance; exactly one number is drawn
 * @returns        one of `classes`
 * @throws {EngineError} "unknown-label" for a truth that is no class, "not-a-distribution", "out-of-range", "wrong-type"
 * @example askWorker({ worker: { name: "ani", accuracy: 1, costUsd: 0.1, secondsPerLabel: 5 }, truth: "cat", classes: ["cat", "dog"], rng: createRng(1) }) // => "cat"
 */
export function askWorker(options: {
  readonly worker: Worker;
  readonly truth: Label;
  readonly classes: readonly Label[];
  readonly rng: Rng;
}): Label {
  const functionName = "askWorker";
  const { worker, truth, classes, rng } = requireOptions(functionName, options, ["worker", "truth", "classes", "rng"]);
  requireList({ functionName, name: "classes", value: classes, least: 1 });
  requireRng({ functionName, rng });
  requireWorker(functionName, worker, classes.length);
  const code = classes.indexOf(truth);
  if (code < 0) {
    throw new EngineError("unknown-label", `${functionName} requires a truth among the classes, got ${truth}`, {
      function: functionName,
      got: String(truth),
    });
  }
  return classes[answerOf({ worker, code, classCount: classes.length, rng })] as Label; // an index of classes
}

/** The same for a checked worker, in numbers. */
export function answerOf({
  worker,
  code,
  classCount,
  rng,
}: {
  readonly worker: Worker;
  readonly code: number;
  readonly classCount: number;
  readonly rng: Rng;
}): number {
  const draw = rng.uniform();
  if ("accuracy" in worker) {
    if (draw < worker.accuracy || classCount === 1) return code;
    // What is left of the draw is again uniform, and picks one of the other classes.
    const other = Math.floor(((draw - worker.accuracy) / (1 - worker.accuracy)) * (classCount - 1));
    return other < code ? other : Math.min(other + 1, classCount - 1);
  }
  const row = worker.confusion[code] ?? [];
  let sum = 0;
  for (const [answer, chance] of row.entries()) {
    sum += chance;
    if (draw < sum) return answer;
  }
  return row.findLastIndex((chance) => chance > 0);
}

/** Stops at a worker with an accuracy outside [0, 1], a confusion matrix of another size, or a price below 0. */
export function requireWorker(functionName: string, worker: Worker, classCount: number): void {
  if (typeof worker !== "object" || worker === null || typeof worker.name !== "string") {
    const got = worker === null ? "null" : typeof worker;
    throw new EngineError("wrong-type", `${functionName} requires workers with a name, got ${got}`, {
      function: functionName,
      got,
    });
  }
  requireNumber({ functionName, name: `costUsd of ${worker.name}`, value: worker.costUsd, least: 0 });
  requireNumber({ functionName, name: `secondsPerLabel of ${worker.name}`, value: worker.secondsPerLabel, least: 0 });
  if (!("confusion" in worker)) {
    requireNumber({ functionName, name: `accuracy of ${worker.name}`, value: worker.accuracy, least: 0, most: 1 });
    return;
  }
  const rows: unknown = worker.confusion;
  const isSquare =
    Array.isArray(rows) &&
    rows.length === classCount &&
    rows.every((row) => Array.isArray(row) && row.length === classCount);
  if (!isSquare) {
    const got = Array.isArray(rows) ? `${rows.length} rows` : typeof rows;
    const need = `${classCount} rows of ${classCount} in the confusion of ${worker.name}`;
    throw new EngineError("length-mismatch", `${functionName} requires ${need}, got ${got}`, {
      function: functionName,
      got,
    });
  }
  for (const [at, row] of worker.confusion.entries()) {
    const sum = row.reduce((total, chance) => total + chance, 0);
    if (row.every((chance) => chance >= 0) && Math.abs(sum - 1) < 1e-9) continue;
    const need = `chances that sum to 1 in row ${at} of the confusion of ${worker.name}`;
    throw new EngineError("not-a-distribution", `${functionName} requires ${need}, got ${sum}`, {
      function: functionName,
      got: String(sum),
      row: at,
    });
  }
}
