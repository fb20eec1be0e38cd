import { requireOptions } from "#engine/core/require-options.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";

import { classificationNetSteps } from "./classification-net.ts";
import type { ClassificationNet, RegressionNet } from "./net.ts";
import type { ClassRowsToWatch, NetOptions, ValueRowsToWatch } from "./net-options.ts";
import { regressionNetSteps } from "./regression-net.ts";
import type { NetProgress } from "./train-net.ts";
import type { ClassAnswers, ValueAnswers } from "./tree-rows.ts";

type ForClasses = NetOptions & ClassAnswers & { readonly validation?: ClassRowsToWatch | undefined };
type ForValues = NetOptions & ValueAnswers & { readonly validation?: ValueRowsToWatch | undefined };

/**
 * A neural net: layers of simple units, each a weighted sum bent by an activation. For labels a softmax stands at the end and the
 * cross-entropy is lowered; for targets one unit says its sum and the squared error is.
 *
 * One layer of bent sums can already follow any curve; more layers build features out of features. The weights begin at random
 * and follow the slope of the loss, batch by batch, epoch by epoch (backpropagation). Nets need standardized features, many
 * rows and patience; on small tables boosting usually wins, on images, sound and text nothing else comes near.
 *
 * A net does not know where to stop: give `validation` rows, and training ends when their loss no longer falls; the best epoch's
 * weights are kept. `dropout` and `weightDecay` make it less eager. With `startFrom`, training goes on from another net's weights
 * (fine-tuning): where the classes are new, its hidden layers stay and a new last layer is drawn; `frozenLayers` keeps so many first
 * layers as they are, which is what lets a net pre-trained on many rows learn a new task from few.
 *
 * Targets are standardized inside and answers turned back, so prices in millions need no other learning rate than shares below
 * one; the losses in `history` are of these: 1 is as good as always saying the mean, 0.25 an R² of 0.75.
 *
 * @returns  a model for `predictProbabilities` and `predictLabels`, or for `predictValues`. O(epochs × n × weights)
 * @throws {EngineError} "not-converged" when the loss explodes, "single-class", "constant-column" when all targets are the same, "out-of-range",
 *                       "unknown-label" in validation, "not-finite", "wrong-type", "empty", "length-mismatch", "invalid-label", "invalid-weight",
 *                       "unsupported-version" of `startFrom`
 * @example
 * const xor = { features: [[0, 0], [0, 1], [1, 0], [1, 1]], labels: ["same", "different", "different", "same"] };
 * const model = fitNet({ ...xor, hiddenLayers: [8], activation: "tanh", learningRate: 0.05, patience: 50, rng: createRng(1) });
 * predictLabels({ model, features: xor.features }) // => ["same", "different", "different", "same"]
 * @example
 * const model = fitNet({ features: [[-1], [0], [1]], targets: [10, 20, 30], hiddenLayers: [], learningRate: 0.05, minImprovement: 0, rng: createRng(1) });
 * Math.round(predictValues({ model, features: [[0.5]] })[0]) // => 25
 * @source  Rumelhart, Hinton & Williams 1986; gradients are checked numerically, test error against sklearn.neural_network
 */
export function fitNet(options: ForClasses): ClassificationNet;
export function fitNet(options: ForValues): RegressionNet;
export function fitNet(options: ForClasses | ForValues): ClassificationNet | RegressionNet {
  return runToEnd(netSteps("fitNet", options));
}

/**
 * `fitNet`, slice by slice of batches, with the losses of the last epoch; the same result bit by bit.
 *
 * @returns  a generator of progress (`done` of at most `total` batches)
 * @throws {EngineError} as `fitNet`, at the first `next()`
 * @example runToEnd(fitNetSteps({ features: [[-1], [1]], labels: [0, 1], epochs: 3, rng: createRng(1) })).history.length // => 3
 */
export function fitNetSteps(options: ForClasses): Steps<NetProgress, ClassificationNet>;
export function fitNetSteps(options: ForValues): Steps<NetProgress, RegressionNet>;
export function fitNetSteps(
  options: ForClasses | ForValues,
): Steps<NetProgress, ClassificationNet> | Steps<NetProgress, RegressionNet> {
  // The overloads say which of the two it is.
  return netSteps("fitNetSteps", options) as Steps<NetProgress, ClassificationNet>;
}

function netSteps(
  functionName: string,
  options: ForClasses | ForValues,
): Steps<NetProgress, ClassificationNet | RegressionNet> {
  requireOptions(functionName, options, [
    "features",
    "rng",
    "weights",
    "hiddenLayers",
    "activation",
    "optimizer",
    "learningRate",
    "weightDecay",
    "dropout",
    "batchSize",
    "epochs",
    "patience",
    "minImprovement",
    "startFrom",
    "frozenLayers",
    "labels",
    "classWeights",
    "targets",
    "validation",
  ]);
  return isForValues(options)
    ? regressionNetSteps({ functionName, options })
    : classificationNetSteps({ functionName, options });
}

function isForValues(options: ForClasses | ForValues): options is ForValues {
  return options.targets !== undefined && options.labels === undefined;
}
