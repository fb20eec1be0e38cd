import type { Features } from "#engine/core/matrix.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import type { Classifier } from "./model.ts";
import { predictProbabilities } from "./predict-probabilities.ts";

/**
 * What a fitted model says each row's class is: the most probable one, the first in order where two tie.
 *
 * This is a threshold of one half between two classes. Where the two mistakes cost differently, ask for probabilities and
 * set the threshold yourself.
 *
 * @param model     any fitted model of classes, fresh or back from JSON
 * @param features  n × d, with the columns that the model was fitted on
 * @returns         one label a row, length n
 * @throws {EngineError} as `predictProbabilities`
 * @example predictLabels({ model: fitMajorityClass({ labels: [1, 0, 1] }), features: [[5], [6]] }) // => [1, 1]
 */
export function predictLabels(options: { readonly model: Classifier; readonly features: Features }): Label[] {
  const { model, features } = requireOptions("predictLabels", options, ["model", "features"]);
  const { rowCount, columnCount, values } = predictProbabilities({ model, features });
  const labels: Label[] = new Array(rowCount);
  for (let row = 0, at = 0; row < rowCount; row++) {
    let best = 0;
    let highest = values[at] ?? 0;
    for (let k = 0; k < columnCount; k++, at++) {
      const probability = values[at] ?? 0;
      if (probability > highest) {
        highest = probability;
        best = k;
      }
    }
    labels[row] = model.classes[best] as Label; // best < k
  }
  return labels;
}
