import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** Many models behind one endpoint: each instance keeps in memory the models that were asked for last. */
export type MultiModel = {
  /** Memory for models at each instance. */
  readonly memoryMB: number;
  /** Size of each model, length = models. */
  readonly sizesMB: ArrayLike<number>;
  /** How fast a model is loaded. */
  readonly loadMBPerSecond: number;
};

/**
 * The models in the memory of one instance. Asking for a model that is there costs nothing; one that is not is loaded, and
 * those not asked for longest are dropped until it fits (least recently used). Who asks while it is being loaded waits for
 * the rest of the load. O(1) for a hit, O(models) for a miss.
 */
export class ModelCache {
  loads = 0;
  private readonly readyAt: Float64Array;
  private readonly usedAt: Float64Array;
  private freeMB: number;
  private uses = 0;
  private readonly models: MultiModel;

  constructor(models: MultiModel) {
    this.models = models;
    this.readyAt = new Float64Array(models.sizesMB.length).fill(Number.NaN);
    this.usedAt = new Float64Array(models.sizesMB.length);
    this.freeMB = models.memoryMB;
  }

  /** Seconds until the model can answer at this instance. */
  ask({ model, time }: { readonly model: number; readonly time: number }): number {
    this.usedAt[model] = ++this.uses;
    const readyAt = this.readyAt[model] as number; // model < models, as parseMultiModel checked
    if (readyAt <= time) return 0;
    if (readyAt > time) return readyAt - time;
    const sizeMB = this.sizeOf(model);
    while (this.freeMB < sizeMB) this.dropLeastRecentlyUsed(model);
    this.freeMB -= sizeMB;
    this.loads++;
    const seconds = sizeMB / this.models.loadMBPerSecond;
    this.readyAt[model] = time + seconds;
    return seconds;
  }

  private sizeOf(model: number): number {
    return this.models.sizesMB[model] as number; // model < models
  }

  private dropLeastRecentlyUsed(keep: number): void {
    let oldest = -1;
    for (let model = 0; model < this.readyAt.length; model++) {
      if (model === keep || Number.isNaN(this.readyAt[model])) continue;
      if (oldest < 0 || (this.usedAt[model] as number) < (this.usedAt[oldest] as number)) oldest = model; // both < models
    }
    if (oldest < 0) {
      this.freeMB = this.models.memoryMB; // nothing is left: what is missing is rounding
      return;
    }
    this.readyAt[oldest] = Number.NaN;
    this.freeMB += this.sizeOf(oldest);
  }
}

/** Checks the description of a multi-model endpoint: every model fits by itself, and every request asks for one that exists. */
export function parseMultiModel({
  functionName,
  models,
  asked,
}: {
  readonly functionName: string;
  readonly models: MultiModel;
  readonly asked: Int32Array;
}): MultiModel {
  requireRecord({ functionName, name: "models", value: models });
  const memoryMB = requireNumber({ functionName, name: "models.memoryMB", value: models.memoryMB, above: 0 });
  requireNumber({ functionName, name: "models.loadMBPerSecond", value: models.loadMBPerSecond, above: 0 });
  requireSameLength(functionName, { "models.sizesMB": models.sizesMB });
  for (let i = 0; i < models.sizesMB.length; i++) {
    // A hole in the list is no number and is refused as such.
    const value = models.sizesMB[i] as number;
    requireNumber({ functionName, name: "models.sizesMB", value, least: 0, most: memoryMB });
  }
  const unknown = asked.find((model) => model >= models.sizesMB.length);
  if (unknown === undefined) return models;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a size for each model that the traffic asks for, got none for model ${unknown}`,
    { function: functionName, argument: "models.sizesMB", got: unknown },
  );
}
