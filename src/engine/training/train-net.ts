import { EngineError } from "#engine/core/errors.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { type LearningRate, learningRateAt } from "./learning-rate.ts";
import { type EpochLoss, netOutputs } from "./net.ts";
import { batchLoss, type Gradient, lossAndGradient } from "./net-gradient.ts";
import type { Layers } from "./net-layers.ts";
import { createMemory, type Memory, type OptimizerName, stepAlong } from "./optimizer.ts";

/** `done` of `total` batches; the losses of the last whole epoch. */
export type NetProgress = Progress & { readonly epoch: number; readonly losses: EpochLoss | undefined };

/** Rows with what the net should say. */
export type NetRows = { readonly matrix: Matrix; readonly wanted: Float64Array; readonly weights: Float64Array };

export type TrainingPlan = {
  readonly optimizer: OptimizerName;
  readonly learningRate: LearningRate;
  readonly weightDecay: number;
  readonly dropout: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly patience: number;
  readonly minImprovement: number;
  readonly frozenLayers: number;
  readonly rng: Rng;
};

export type TrainedNet = {
  readonly layers: Layers;
  readonly history: readonly EpochLoss[];
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
};

/** Multiplications between two reports of progress: about 10 ms. */
const sliceWork = 4e6;

/**
 * Epochs of batches in ever new order, until the loss (of the validation rows where there are any) has not improved for
 * `patience` epochs. The weights of the best epoch are given back. `layers` are changed.
 */
export function* trainNetSteps({
  functionName,
  layers,
  rows,
  validation,
  plan,
}: {
  readonly functionName: string;
  readonly layers: Layers;
  readonly rows: NetRows;
  readonly validation: NetRows | undefined;
  readonly plan: TrainingPlan;
}): Steps<NetProgress, TrainedNet> {
  const { rowCount } = rows.matrix;
  const batchSize = Math.min(plan.batchSize, rowCount);
  const batchesPerEpoch = Math.ceil(rowCount / batchSize);
  const total = plan.epochs * batchesPerEpoch;
  const order = Int32Array.from({ length: rowCount }, (_, row) => row);
  const memories = layers.map((layer) => ({
    weights: createMemory(layer.weights.length),
    biases: createMemory(layer.biases.length),
  }));
  const weightCount = layers.reduce((sum, layer) => sum + layer.weights.length, 0);
  const history: EpochLoss[] = [];
  let best = { loss: Number.POSITIVE_INFINITY, epoch: 0, layers: copyLayers(layers) };
  let step = 0;
  let work = 0;
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    shuffle(order, plan.rng);
    const rate = learningRateAt({ learningRate: plan.learningRate, step: epoch - 1 });
    let lossSum = 0;
    for (let from = 0; from < rowCount; from += batchSize) {
      const batch = gatherBatch({ rows, order: order.subarray(from, Math.min(rowCount, from + batchSize)) });
      const masks = drawMasks({ layers, count: batch.count, plan });
      const { loss, gradients } = lossAndGradient({ layers, batch, masks, frozen: plan.frozenLayers });
      step++;
      moveWeights({ layers, gradients, memories, plan, rate, step });
      lossSum += loss * batch.count;
      work += 3 * weightCount * batch.count;
      if (work < sliceWork) continue;
      work = 0;
      yield { done: step, total, epoch, losses: history.at(-1) };
    }
    const training = lossSum / rowCount;
    requireFinite({ functionName, loss: training, epoch });
    const losses = { training, validation: validation === undefined ? null : lossOf({ layers, rows: validation }) };
    history.push(losses);
    const watched = losses.validation ?? training;
    requireFinite({ functionName, loss: watched, epoch });
    if (watched < best.loss - plan.minImprovement) best = { loss: watched, epoch, layers: copyLayers(layers) };
    if (epoch - best.epoch >= plan.patience) {
      return { layers: best.layers, history, bestEpoch: best.epoch, stoppedEarly: true };
    }
  }
  return { layers: best.layers, history, bestEpoch: best.epoch, stoppedEarly: false };
}

function moveWeights({
  layers,
  gradients,
  memories,
  plan: { optimizer, weightDecay },
  rate,
  step,
}: {
  readonly layers: Layers;
  readonly gradients: readonly (Gradient | undefined)[];
  readonly memories: readonly { readonly weights: Memory; readonly biases: Memory }[];
  readonly plan: TrainingPlan;
  readonly rate: number;
  readonly step: number;
}): void {
  for (const [at, { weights, biases }] of layers.entries()) {
    const slopes = gradients[at];
    const memory = memories[at];
    if (slopes === undefined || memory === undefined) continue;
    stepAlong({ optimizer, weights, slopes: slopes.weights, memory: memory.weights, rate, weightDecay, step });
    stepAlong({ optimizer, weights: biases, slopes: slopes.biases, memory: memory.biases, rate, weightDecay: 0, step });
  }
}

function gatherBatch({ rows, order }: { readonly rows: NetRows; readonly order: Int32Array }) {
  const d = rows.matrix.columnCount;
  const units = rows.wanted.length / rows.matrix.rowCount;
  const inputs = new Float64Array(order.length * d);
  const wanted = new Float64Array(order.length * units);
  const weights = new Float64Array(order.length);
  for (const [i, row] of order.entries()) {
    inputs.set(rows.matrix.values.subarray(row * d, (row + 1) * d), i * d);
    wanted.set(rows.wanted.subarray(row * units, (row + 1) * units), i * units);
    weights[i] = rows.weights[row] ?? 0;
  }
  return { count: order.length, inputs, wanted, weights };
}

/**
 * Dropout: each hidden unit is silent for a row with this chance, and the others speak louder in return, so that the sum stays the
 * same on average and nothing needs to change when predicting.
 */
function drawMasks({
  layers,
  count,
  plan: { dropout, rng },
}: {
  readonly layers: Layers;
  readonly count: number;
  readonly plan: TrainingPlan;
}): readonly Float64Array[] {
  if (dropout === 0) return [];
  return layers.slice(0, -1).map(({ units }) => {
    return Float64Array.from({ length: count * units }, () => (rng.uniform() < dropout ? 0 : 1 / (1 - dropout)));
  });
}

function lossOf({ layers, rows }: { readonly layers: Layers; readonly rows: NetRows }): number {
  const said = netOutputs({ layers, matrix: rows.matrix });
  return batchLoss({ layers, said, wanted: rows.wanted, weights: rows.weights, count: rows.matrix.rowCount });
}

function copyLayers(layers: Layers): Layers {
  return layers.map((layer) => ({ ...layer, weights: layer.weights.slice(), biases: layer.biases.slice() }));
}

/** Fisher–Yates, in place. */
function shuffle(order: Int32Array, rng: Rng): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}

function requireFinite({
  functionName,
  loss,
  epoch,
}: {
  readonly functionName: string;
  readonly loss: number;
  readonly epoch: number;
}): void {
  if (Number.isFinite(loss)) return;
  const text = `${functionName} requires a learning rate at which the loss stays finite, got ${loss} in epoch ${epoch}: lower it or standardize the features`;
  throw new EngineError("not-converged", text, { function: functionName, got: String(loss), epoch });
}
