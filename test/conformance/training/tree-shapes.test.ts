import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import {
  type ClassificationTree,
  featureImportance,
  fitBoosting,
  fitTree,
  predictScores,
  pruneTree,
  pruningPath,
  type RegressionTree,
} from "#engine/training/index.ts";
import { expectClose } from "../expect-close.ts";
import shapes from "./tree-shapes.json" with { type: "json" };

/** The numbers that trees.gen.py draws: the same generator, the same order. */
function drawSample() {
  const { rows, columns } = shapes;
  const rng = createRng(shapes.seed);
  const draw = (): number => (rng.integer(4096) - 2048) / 1024;
  const x = Array.from({ length: rows }, () => Array.from({ length: columns }, draw));
  for (let j = 0; j < columns; j++) {
    const seen = new Set<number>();
    for (const row of x) {
      while (seen.has(row[j] ?? 0)) row[j] = draw();
      seen.add(row[j] ?? 0);
    }
  }
  const noise = x.map(() => rng.uniform());
  const score = x.map(([a = 0, b = 0, c = 0], i) => a * 1.5 + b * c + (noise[i] ?? 0));
  const targets = score.map((value) => Math.round(value * 256) / 256);
  const labels = score.map((value) => Number(value >= -0.8) + Number(value >= 1.2));
  const weights = x.map(() => 1 + rng.integer(3));
  const gapped = x.map((row, i) => row.map((value, j) => (i % 7 === 0 && i % 4 === j ? Number.NaN : value)));
  return { x, gapped, targets, labels, weights };
}

const sample = drawSample();

/** A tree as the generator nests it: impurity and weight, then the leaf's values or the question and both sides. */
function nested({ nodes, impurity }: ClassificationTree | RegressionTree, node = 0): unknown[] {
  const width = nodes.values.length / nodes.feature.length;
  const head = [impurity[node], nodes.cover[node]];
  const left = nodes.left[node] ?? -1;
  if (left < 0) return [...head, nodes.values.slice(node * width, (node + 1) * width)];
  const tree = { nodes, impurity } as ClassificationTree; // only these two are read
  return [...head, nodes.feature[node], nodes.threshold[node], nested(tree, left), nested(tree, left + 1)];
}

describe("trees on data without ties are scikit-learn's trees, node by node", () => {
  test.each(shapes.trees)("$name", ({ answers, weighted, options, root, importances, path, pruned }) => {
    const { x: features, labels, targets } = sample;
    const { criterion, ...limits } = options as { criterion?: "gini" | "entropy"; maxDepth: number };
    const rest = { features, ...limits, ...(weighted ? { weights: sample.weights } : {}) };
    const tree =
      answers === "labels"
        ? fitTree({ ...rest, labels, ...(criterion === undefined ? {} : { criterion }) })
        : fitTree({ ...rest, targets });
    expectClose({ got: nested(tree), expected: root, what: "root", relative: 1e-9, floor: 1e-12 });
    const gains = featureImportance({ model: tree }).map(({ gain }) => gain);
    expectClose({ got: gains, expected: importances, what: "importances", relative: 1e-9 });
    const small = pruneTree({ tree, complexityPenalty: pruned.penalty });
    expectClose({ got: nested(small), expected: pruned.root, what: "pruned", relative: 1e-9, floor: 1e-12 });
    const refit =
      answers === "labels"
        ? fitTree({
            ...rest,
            labels,
            ...(criterion === undefined ? {} : { criterion }),
            complexityPenalty: pruned.penalty,
          })
        : fitTree({ ...rest, targets, complexityPenalty: pruned.penalty });
    expect(refit).toEqual(small);
    const steps = pruningPath({ tree });
    expectClose({
      got: steps.map((step) => step.complexityPenalty),
      expected: path.penalties,
      what: "penalties",
      relative: 1e-7,
      floor: 1e-12,
    });
    expectClose({
      got: steps.map((step) => step.impurity),
      expected: path.impurities,
      what: "impurities",
      relative: 1e-9,
      floor: 1e-12,
    });
  });
});

describe("boosting adds up to HistGradientBoosting's raw predictions", () => {
  // scikit-learn keeps gradients and curvatures as float32 (24 bits); 15 rounds add such roundings up.
  const relative = 2e-5;

  test.each(shapes.boosting)("$name", ({ answers, weighted, missing, options, baseline, scores }) => {
    const features = missing ? sample.gapped : sample.x;
    const rest = { features, ...options, ...(weighted ? { weights: sample.weights } : {}) };
    const labels = answers === "binary" ? sample.labels.map((label) => Math.min(label, 1)) : sample.labels;
    const model =
      answers === "targets" ? fitBoosting({ ...rest, targets: sample.targets }) : fitBoosting({ ...rest, labels });
    expectClose({ got: model.baseline, expected: baseline, what: "baseline", relative, floor: 1e-6 });
    const { values, columnCount } = predictScores({ model, features });
    const got = scores.map((_, i) => Array.from(values.subarray(4 * i * columnCount, (4 * i + 1) * columnCount)));
    expectClose({ got, expected: scores, what: "scores", relative, floor: 2e-5 });
  });
});
