import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import {
  boostingStages,
  featureImportance,
  fitBoosting,
  fitForest,
  fitMeanValue,
  fitTree,
  predictProbabilities,
  predictScores,
  predictValues,
  pruneTree,
  pruningPath,
  shapValues,
} from "#engine/training/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const features = [[1, 5], [2, 5], [3, 5], [4, 5]]; // biome-ignore format: a table
const labels = ["a", "a", "b", "b"];
const targets = [1, 2, 3, 4];
const rng = createRng(1);

const learners: Readonly<Record<string, (options: Anything) => Anything>> = {
  tree: (options) => fitTree(options),
  forest: (options) => fitForest({ rng, treeCount: 3, ...options }),
  boosting: (options) => fitBoosting({ iterations: 3, minLeafRows: 1, ...options }),
};

const refused: readonly (readonly [string, Anything, string])[] = [
  ["no rows", { features: [], labels: [] }, "empty"],
  ["no columns", { features: [[], []], labels: ["a", "b"] }, "empty"],
  ["rows of different lengths", { features: [[1], [1, 2]], targets: [1, 2] }, "length-mismatch"],
  ["fewer labels than rows", { features, labels: ["a", "b"] }, "length-mismatch"],
  ["fewer targets than rows", { features, targets: [1] }, "length-mismatch"],
  ["one class", { features, labels: ["a", "a", "a", "a"] }, "single-class"],
  ["one row", { features: [[1]], labels: ["a"] }, "single-class"],
  ["a class of weight 0", { features, labels, weights: [1, 1, 0, 0] }, "single-class"],
  ["infinity in features", { features: [[1], [Number.POSITIVE_INFINITY]], targets: [1, 2] }, "not-finite"],
  ["NaN in targets", { features, targets: [1, 2, Number.NaN, 4] }, "not-finite"],
  ["infinity in targets", { features, targets: [1, 2, Number.NEGATIVE_INFINITY, 4] }, "not-finite"],
  ["NaN as a label", { features, labels: [1, 2, Number.NaN, 1] }, "not-finite"],
  ["labels of two kinds", { features, labels: ["a", 1, "a", 1] }, "invalid-label"],
  ["objects as labels", { features, labels: [{}, {}, {}, {}] }, "invalid-label"],
  ["objects as cells", { features: [[{}], [{}]], targets: [1, 2] }, "wrong-type"],
  ["null as a cell", { features: [[null], [1]], targets: [1, 2] }, "wrong-type"],
  ["text as targets", { features, targets: ["1", "2", "3", "4"] }, "wrong-type"],
  ["features of null", { features: null, targets }, "wrong-type"],
  ["features of text", { features: "rows", targets }, "wrong-type"],
  ["targets of null", { features, targets: null }, "wrong-type"],
  ["labels of null", { features, labels: null }, "wrong-type"],
  ["neither labels nor targets", { features }, "wrong-type"],
  ["labels and targets", { features, labels, targets }, "wrong-type"],
  ["a negative weight", { features, targets, weights: [1, -1, 1, 1] }, "invalid-weight"],
  ["weights of 0", { features, targets, weights: [0, 0, 0, 0] }, "invalid-weight"],
  ["a class weight for nobody", { features, labels, classWeights: { c: 2 } }, "unknown-label"],
  ["a depth of 0", { features, targets, maxDepth: 0 }, "out-of-range"],
  ["half a depth", { features, targets, maxDepth: 1.5 }, "out-of-range"],
  ["a depth of text", { features, targets, maxDepth: "3" }, "wrong-type"],
  ["leaves of no rows", { features, targets, minLeafRows: 0 }, "out-of-range"],
];

describe.each(Object.entries(learners))("%s refuses", (_, learn) => {
  test.each(refused)("%s", (__, options, code) => {
    expect(refusalOf(() => learn(options))).toBe(code);
  });
});

const odd: readonly (readonly [string, () => unknown, string])[] = [
  ["an unknown criterion", () => fitTree({ features, labels, criterion: "gain" as Anything }), "out-of-range"],
  ["a negative penalty", () => fitTree({ features, labels, complexityPenalty: -1 }), "out-of-range"],
  ["to split single rows", () => fitTree({ features, labels, minSplitRows: 1 }), "out-of-range"],
  ["a forest without chance", () => fitForest({ features, labels } as Anything), "wrong-type"],
  ["a forest of no trees", () => fitForest({ features, labels, rng, treeCount: 0 }), "out-of-range"],
  ["more features than there are", () => fitForest({ features, labels, rng, featuresPerSplit: 3 }), "out-of-range"],
  [
    "a word for features",
    () => fitForest({ features, labels, rng, featuresPerSplit: "log2" as Anything }),
    "out-of-range",
  ],
  ["no rounds", () => fitBoosting({ features, labels, iterations: 0 }), "out-of-range"],
  ["a learning rate of 0", () => fitBoosting({ features, labels, learningRate: 0 }), "out-of-range"],
  ["one bin", () => fitBoosting({ features, labels, bins: 1 }), "out-of-range"],
  ["256 bins", () => fitBoosting({ features, labels, bins: 256 }), "out-of-range"],
  ["one leaf", () => fitBoosting({ features, labels, maxLeaves: 1 }), "out-of-range"],
  ["an unknown growth", () => fitBoosting({ features, labels, growth: "sideways" as Anything }), "out-of-range"],
  ["to draw without chance", () => fitBoosting({ features, labels, subsample: 0.5 }), "wrong-type"],
  ["to draw nothing", () => fitBoosting({ features, labels, subsample: 0, rng }), "out-of-range"],
  [
    "validation of another width",
    () => fitBoosting({ features, targets, validation: { features: [[1]], targets: [1] } }),
    "length-mismatch",
  ],
  [
    "validation without answers",
    () => fitBoosting({ features, labels, validation: { features } as Anything }),
    "length-mismatch",
  ],
  ["validation of null", () => fitBoosting({ features, labels, validation: null as Anything }), "wrong-type"],
  [
    "a class that only validation has",
    () => fitBoosting({ features, labels, validation: { features: [[1, 2]], labels: ["z"] } }),
    "unknown-label",
  ],
  [
    "to predict other columns",
    () => predictValues({ model: fitTree({ features, targets }), features: [[1]] }),
    "length-mismatch",
  ],
  [
    "probabilities of numbers",
    () => predictProbabilities({ model: fitTree({ features, targets }) as Anything, features }),
    "wrong-type",
  ],
  ["to explain a mean", () => shapValues({ model: fitMeanValue({ targets }) as Anything, features }), "wrong-type"],
  ["to score nothing", () => predictScores({ model: null as Anything, features }), "wrong-type"],
  [
    "importances of a later version",
    () => featureImportance({ model: { ...fitTree({ features, targets }), version: 2 } as Anything }),
    "unsupported-version",
  ],
  [
    "stages of a tree",
    () => boostingStages({ model: fitTree({ features, targets }) as Anything, features }),
    "wrong-type",
  ],
  [
    "to prune a forest",
    () => pruneTree({ tree: fitForest({ features, targets, rng }) as Anything, complexityPenalty: 1 }),
    "wrong-type",
  ],
  ["a path of nothing", () => pruningPath({ tree: undefined as Anything }), "wrong-type"],
];

test.each(odd)("refused: %s", (_, call, code) => {
  expect(refusalOf(call)).toBe(code);
});

describe.each(Object.entries(learners))("%s has a right answer for", (_, learn) => {
  test("one row, constant columns, constant targets, columns without any value", () => {
    const predict = (rows: Anything, answers: Anything) => {
      return Array.from(predictValues({ model: learn({ features: rows, targets: answers }), features: rows }));
    };
    const nothing = Number.NaN;
    expect(predict([[3]], [7])).toEqual([7]);
    expect(predict([[3], [3]], [7, 9])).toEqual(_ === "forest" ? expect.any(Array) : [8, 8]);
    expect(predict([[1], [2], [3]], [7, 7, 7])).toEqual([7, 7, 7]);
    expect(predict([[nothing], [nothing]], [5, 5])).toEqual([5, 5]);
  });

  test("the largest numbers and the smallest gaps", () => {
    const rows = [[-Number.MAX_VALUE], [1], [1 + Number.EPSILON], [Number.MAX_VALUE], [-0], [Number.MIN_VALUE]];
    const model = learn({ features: rows, targets: [1, 2, 3, 4, 5, 6] });
    const predicted = predictValues({ model, features: rows });
    expect(Array.from(predicted).every(Number.isFinite)).toBe(true);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test("targets far from 0 in small steps", () => {
    const rows = Array.from({ length: 40 }, (_, row) => [row]);
    const steps = rows.map((_, row) => 1e9 + (row < 20 ? 0 : 0.001));
    const model = learn({ features: rows, targets: steps, maxDepth: 1 });
    const [first] = model.trees ?? [model.nodes];
    if (_ !== "forest") expect(first.threshold[0]).toBe(19.5);
  });

  test("a million rows", () => {
    const rowCount = 1_000_000;
    const values = new Float64Array(rowCount).map((_, row) => (row * 7919) % 1009);
    const matrix = { rowCount, columnCount: 1, values, names: ["x0"] };
    const model = learn({
      features: matrix,
      targets: values.map((x) => (x < 500 ? 0 : 1)),
      maxDepth: 1,
      ...(_ === "forest" ? { bootstrap: false, treeCount: 1 } : {}),
      ...(_ === "boosting" ? { iterations: 1 } : {}),
    });
    const [tree] = model.trees ?? [model.nodes];
    // Forests and boosting look at bins of about four values here.
    expect(Math.abs(tree.threshold[0] - 499.5)).toBeLessThanOrEqual(_ === "tree" ? 0 : 4);
  });
});
