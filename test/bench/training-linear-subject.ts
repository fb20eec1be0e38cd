import { createRequire } from "node:module";
import { createRng } from "#engine/core/random.ts";
import { fitKMeans, fitLogisticRegression } from "#engine/training/index.ts";
import { clusterCount, type LinearSample, linearColumnCount, readLinearSample } from "./training-linear-sample.ts";

/** What is measured: logistic regression until it converges, with scikit-learn's default penalty; k-means from one given start to rest. */
export const linearTasks = ["logistic", "kMeans"] as const;
export type LinearTask = (typeof linearTasks)[number];

/** Who is measured in JavaScript, and at what. */
export const linearSubjects = {
  siklus: linearTasks,
  "@tensorflow/tfjs": ["logistic"],
  "ml-logistic-regression": ["logistic"],
  "ml-kmeans": ["kMeans"],
} as const satisfies Readonly<Record<string, readonly LinearTask[]>>;
export type LinearSubject = keyof typeof linearSubjects;

/** What a run reached: Σ log loss + Σ coefficient² / 2 at the end, or the inertia. Lower is better, and scikit-learn says how low it can be. */
type Prepared = () => number | Promise<number>;

const peers = createRequire(new URL("./peers/package.json", import.meta.url));

function rowsOf(values: Float64Array): number[][] {
  return Array.from({ length: values.length / linearColumnCount }, (_, row) =>
    Array.from(values.subarray(row * linearColumnCount, (row + 1) * linearColumnCount)),
  );
}

function objective({ features, labels }: LinearSample, slopes: ArrayLike<number>, intercept: number): number {
  let loss = 0;
  for (let row = 0; row < labels.length; row++) {
    let z = intercept;
    for (let j = 0; j < linearColumnCount; j++) z += (features[row * linearColumnCount + j] ?? 0) * (slopes[j] ?? 0);
    loss += Math.log(1 + Math.exp(-Math.abs(z))) + Math.max(z, 0) - (labels[row] ?? 0) * z;
  }
  return loss + Array.from(slopes).reduce((sum, slope) => sum + slope ** 2, 0) / 2;
}

const prepare: Readonly<
  Record<LinearSubject, (task: LinearTask, sample: LinearSample) => Prepared | Promise<Prepared>>
> = {
  siklus: (task, { features: values, labels, start }) => {
    const names = Array.from({ length: linearColumnCount }, (_, j) => `x${j}`);
    const matrix = { rowCount: labels.length, columnCount: linearColumnCount, values, names };
    if (task === "logistic") return () => fitLogisticRegression({ features: matrix, labels }).loss;
    const from = { rowCount: clusterCount, columnCount: linearColumnCount, values: start, names };
    const options = { features: matrix, clusters: clusterCount, start: from, tolerance: 0, maxIterations: 1000 };
    return () => fitKMeans({ ...options, rng: createRng(1) }).inertia;
  },
  "@tensorflow/tfjs": async (_, sample) => {
    const tf = peers("@tensorflow/tfjs");
    await tf.ready();
    const { features, labels } = sample;
    const x = tf.tensor2d(Float32Array.from(features), [labels.length, linearColumnCount]);
    const y = tf.tensor1d(Float32Array.from(labels));
    return async () => {
      const slopes = tf.variable(tf.zeros([linearColumnCount, 1]));
      const level = tf.variable(tf.scalar(0));
      const adam = tf.train.adam(0.1);
      for (let step = 0; step < 150; step++) {
        adam.minimize(() => {
          const scores = x.matMul(slopes).reshape([labels.length]).add(level);
          return tf.losses.sigmoidCrossEntropy(y, scores);
        });
      }
      const result = objective(sample, await slopes.data(), (await level.data())[0]);
      tf.dispose([slopes, level]);
      adam.dispose();
      return result;
    };
  },
  "ml-logistic-regression": (_, sample) => {
    const LogisticRegression = peers("ml-logistic-regression");
    const { Matrix } = peers("ml-matrix");
    const x = new Matrix(rowsOf(sample.features));
    const y = Matrix.columnVector(Array.from(sample.labels));
    return () => {
      const model = new LogisticRegression({ numSteps: 500, learningRate: 1e-4 });
      model.train(x, y);
      // It has a classifier for each class, of which the first one speaks for class 1, and no intercept.
      return objective(sample, model.classifiers[0].weights.to1DArray(), 0);
    };
  },
  "ml-kmeans": async (_, { features, start }) => {
    const { kmeans } = await peers("ml-kmeans");
    const rows = rowsOf(features);
    const options = { initialization: rowsOf(start), tolerance: 0, maxIterations: 1000 };
    return () => {
      const { clusters, centroids } = kmeans(rows, clusterCount, options);
      return clusters.reduce((inertia: number, cluster: number, row: number) => {
        return (
          inertia +
          centroids[cluster].reduce((sum: number, c: number, j: number) => sum + ((rows[row]?.[j] ?? 0) - c) ** 2, 0)
        );
      }, 0);
    };
  },
};

/** `node training-linear-subject.ts SUBJECT TASK FOLDER RUNS` prints one JSON line; a process of its own, so that no heap slows another. */
if (import.meta.main) {
  const [subject, task, folder = "", runs = "5"] = process.argv.slice(2);
  const print = console.log;
  console.log = console.warn = () => {}; // tfjs greets
  // training-linear.ts passes names out of linearSubjects and linearTasks
  const run = await prepare[subject as LinearSubject](task as LinearTask, readLinearSample(folder));
  let reached = await run();
  const warmUntil = performance.now() + 2_000;
  for (let i = 0; i < 20 && performance.now() < warmUntil; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < Number(runs); i++) {
    const start = performance.now();
    reached = await run();
    times.push(performance.now() - start);
  }
  print(JSON.stringify({ times, reached }));
  process.exit(0); // tfjs keeps timers
}
