import { EngineError } from "#engine/core/errors.ts";
import { parseMatrix } from "#engine/core/matrix.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Steps } from "#engine/core/steps.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { parseAnswers } from "./answers.ts";
import type { ClassificationNet } from "./net.ts";
import { toPlainLayers } from "./net-layers.ts";
import { type ClassRowsToWatch, firstLayers, type NetOptions, planOf } from "./net-options.ts";
import { type NetProgress, type NetRows, trainNetSteps } from "./train-net.ts";
import type { ClassAnswers } from "./tree-rows.ts";

/** `fitNet` for labels. */
export function* classificationNetSteps({
  functionName,
  options,
}: {
  readonly functionName: string;
  readonly options: NetOptions & ClassAnswers & { readonly validation?: ClassRowsToWatch | undefined };
}): Steps<NetProgress, ClassificationNet> {
  const plan = planOf({ functionName, options });
  const known = options.startFrom?.kind === "classification-net" ? options.startFrom.classes : undefined;
  // A net that knows its classes may be trained on with rows of one of them.
  const fewestClasses = known === undefined ? 2 : 1;
  const { matrix, answers } = parseAnswers({ functionName, ...options, fewestClasses });
  if (answers.kind !== "classes") throw new Error("labels are classes");
  const { rows } = answers;
  const keepsOutput = known !== undefined && rows.classes.every((label) => known.includes(label));
  const classes = keepsOutput ? known : rows.classes;
  if (classes.length < 2) {
    const text = `${functionName} requires rows of two or more classes, got only ${String(classes[0])}`;
    throw new EngineError("single-class", text, { function: functionName, got: String(classes[0]) });
  }
  const output = { units: classes.length, activation: "softmax" } as const;
  const layers = firstLayers({ functionName, options, inputs: matrix.columnCount, output, keepsOutput });
  const mean = rows.weights.reduce((sum, weight) => sum + weight, 0) / rows.rowCount;
  const { validation } = options;
  const { layers: trained, ...rest } = yield* trainNetSteps({
    functionName,
    layers,
    rows: {
      matrix,
      wanted: oneHot({ functionName, labels: Array.from(rows.codes, (code) => rows.classes[code] ?? ""), classes }),
      weights: rows.weights.map((weight) => weight / mean),
    },
    validation: validation === undefined ? undefined : watchedRows({ functionName, validation, classes, matrix }),
    plan,
  });
  return {
    kind: "classification-net",
    version: 1,
    featureNames: [...matrix.names],
    classes: [...classes],
    layers: toPlainLayers(trained),
    ...rest,
  };
}

function watchedRows({
  functionName,
  validation: { features, labels },
  classes,
  matrix,
}: {
  readonly functionName: string;
  readonly validation: ClassRowsToWatch;
  readonly classes: readonly Label[];
  readonly matrix: { readonly columnCount: number };
}): NetRows {
  const parsed = parseMatrix({ functionName, features, columnCount: matrix.columnCount });
  const { rowCount } = parsed;
  requireSameLength(functionName, { "features of validation": { length: rowCount }, "labels of validation": labels });
  const wanted = oneHot({ functionName, labels, classes });
  return { matrix: parsed, wanted, weights: new Float64Array(rowCount).fill(1) };
}

/** 1 in the column of each row's class, 0 elsewhere; n × k. */
function oneHot({
  functionName,
  labels,
  classes,
}: {
  readonly functionName: string;
  readonly labels: ArrayLike<Label>;
  readonly classes: readonly Label[];
}): Float64Array {
  const wanted = new Float64Array(labels.length * classes.length);
  const codeOf = new Map<Label | undefined, number>(classes.map((label, code) => [label, code]));
  for (let row = 0; row < labels.length; row++) {
    const code = codeOf.get(labels[row]);
    if (code === undefined) {
      const got = `${String(labels[row])} at row ${row}`;
      const text = `${functionName} requires labels of validation among those of training, got ${got}`;
      throw new EngineError("unknown-label", text, { function: functionName, got });
    }
    wanted[row * classes.length + code] = 1;
  }
  return wanted;
}
