import { createRequire } from "node:module";
import { createRng } from "#engine/core/random.ts";
import { rocAuc } from "#engine/metrics/index.ts";
import {
  type ClassificationBoosting,
  type ClassificationForest,
  type ClassificationTree,
  fitBoosting,
  fitForest,
  fitTree,
  predictProbabilities,
} from "#engine/training/index.ts";
import { readTreesSample, treeColumnCount } from "./training-trees-sample.ts";

/** What is measured; "predict" is of a boosted model of 100 rounds. The "few" tasks have rows that slow peers can bear. */
export const treesTasks = ["tree", "forest", "boosting", "predict", "fewTree", "fewForest"] as const;
export type TreesTask = (typeof treesTasks)[number];

/** Who is measured in JavaScript, and at what. */
export const treesSubjects = {
  siklus: treesTasks,
  "ml-cart": ["fewTree"],
  scikitjs: ["fewTree"],
  "ml-random-forest": ["fewForest"],
  "ml-xgboost": ["boosting"],
} as const satisfies Readonly<Record<string, readonly TreesTask[]>>;
export type TreesSubject = keyof typeof treesSubjects;

const peers = createRequire(new URL("./peers/package.json", import.meta.url));
const fewRows = 1000;

type Sample = ReturnType<typeof readTreesSample>;
/** The timed run, and afterwards the scores of class 1 on the test rows. */
type Prepared = { readonly run: () => unknown; readonly scores: () => ArrayLike<number> };

function matrixOf({ features }: Sample, rowCount = features.length / treeColumnCount) {
  const names = Array.from({ length: treeColumnCount }, (_, column) => `x${column}`);
  return { rowCount, columnCount: treeColumnCount, values: features.subarray(0, rowCount * treeColumnCount), names };
}

function rowsOf({ features }: Sample, rowCount = features.length / treeColumnCount): number[][] {
  return Array.from({ length: rowCount }, (_, row) =>
    Array.from(features.subarray(row * treeColumnCount, (row + 1) * treeColumnCount)),
  );
}

function ours(task: TreesTask, train: Sample, test: Sample): Prepared {
  const isFew = task === "fewTree" || task === "fewForest";
  const features = isFew ? matrixOf(train, fewRows) : matrixOf(train);
  const labels = isFew ? train.labels.subarray(0, fewRows) : train.labels;
  const rows = { features, labels };
  const learn = {
    tree: () => fitTree({ ...rows, maxDepth: 10 }),
    fewTree: () => fitTree({ ...rows, maxDepth: 10 }),
    forest: () => fitForest({ ...rows, maxDepth: 10, rng: createRng(1) }),
    fewForest: () => fitForest({ ...rows, treeCount: 5, maxDepth: 10, rng: createRng(1) }),
    boosting: () => fitBoosting(rows),
    predict: () => fitBoosting(rows),
  }[task];
  let model: ClassificationTree | ClassificationForest | ClassificationBoosting | undefined;
  if (task === "predict") model = learn();
  const fitted = () => model ?? learn();
  return {
    run: () => {
      if (task !== "predict") model = learn();
      else predictProbabilities({ model: fitted(), features: manyRows(train) });
    },
    scores: () =>
      predictProbabilities({ model: fitted(), features: matrixOf(test) }).values.filter((_, at) => at % 2 === 1),
  };
}

/** The training rows ten times over. */
let many: ReturnType<typeof matrixOf> | undefined;
function manyRows(train: Sample): ReturnType<typeof matrixOf> {
  if (many !== undefined) return many;
  const features = new Float64Array(train.features.length * 10);
  for (let at = 0; at < 10; at++) features.set(train.features, at * train.features.length);
  many = matrixOf({ features, labels: train.labels });
  return many;
}

const prepare: Readonly<
  Record<TreesSubject, (task: TreesTask, train: Sample, test: Sample) => Prepared | Promise<Prepared>>
> = {
  siklus: ours,
  "ml-cart": (_, train, test) => {
    const { DecisionTreeClassifier } = peers("ml-cart");
    const rows = rowsOf(train, fewRows);
    const labels = Array.from(train.labels.subarray(0, fewRows));
    const tree = new DecisionTreeClassifier({ gainFunction: "gini", maxDepth: 10, minNumSamples: 2 });
    return { run: () => tree.train(rows, labels), scores: () => tree.predict(rowsOf(test)) };
  },
  scikitjs: async (_, train, test) => {
    const kit = peers("scikitjs");
    const tf = peers("@tensorflow/tfjs");
    await tf.ready();
    kit.setBackend(tf);
    const rows = rowsOf(train, fewRows);
    const labels = Array.from(train.labels.subarray(0, fewRows));
    let tree = new kit.DecisionTreeClassifier({ maxDepth: 10 });
    const run = () => {
      tree = new kit.DecisionTreeClassifier({ maxDepth: 10 }); // it cannot learn twice
      tree.fit(rows, labels);
    };
    return { run, scores: () => tree.predict(rowsOf(test)) };
  },
  "ml-random-forest": (_, train, test) => {
    const { RandomForestClassifier } = peers("ml-random-forest");
    const rows = rowsOf(train, fewRows);
    const labels = Array.from(train.labels.subarray(0, fewRows));
    const options = {
      seed: 1,
      maxFeatures: 4,
      replacement: false,
      noOOB: true,
      nEstimators: 5,
      treeOptions: { maxDepth: 10 },
    };
    const forest = new RandomForestClassifier(options);
    return { run: () => forest.train(rows, labels), scores: () => forest.predict(rowsOf(test)) };
  },
  "ml-xgboost": async (_, train, test) => {
    const XGBoost = await peers("ml-xgboost");
    const rows = rowsOf(train);
    const labels = Array.from(train.labels);
    const booster = new XGBoost({
      booster: "gbtree",
      objective: "binary:logistic",
      eta: 0.1,
      max_depth: 5,
      iterations: 100,
    });
    return { run: () => booster.train(rows, labels), scores: () => booster.predict(rowsOf(test)) };
  },
};

/** `node training-trees-subject.ts SUBJECT TASK FOLDER RUNS` prints one JSON line; a process of its own, so that no heap slows another. */
if (import.meta.main) {
  const [subject, task, folder = "", runs = "5"] = process.argv.slice(2);
  const print = console.log;
  console.log = console.warn = () => {}; // tfjs greets
  // training-trees.ts passes names out of treesSubjects and treesTasks
  const test = readTreesSample(folder, "test");
  const { run, scores } = await prepare[subject as TreesSubject](
    task as TreesTask,
    readTreesSample(folder, "train"),
    test,
  );
  await run();
  const warmUntil = performance.now() + 2_000;
  for (let i = 0; i < 5 && performance.now() < warmUntil; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < Number(runs); i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  print(JSON.stringify({ times, auc: rocAuc({ labels: test.labels, scores: Float64Array.from(scores()) }) }));
  process.exit(0); // tfjs keeps timers
}
