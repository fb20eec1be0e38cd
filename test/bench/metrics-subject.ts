import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as metrics from "#engine/metrics/index.ts";
import { type SampleColumn, sampleColumns } from "./metrics-sample.ts";

/** What is measured. */
export const metricsTasks = ["auc", "aucTied", "confusionMatrix", "report", "mae", "mse", "rSquared"] as const;
export type MetricsTask = (typeof metricsTasks)[number];

/** Who is measured in JavaScript, and at which tasks it can be. */
export const metricsSubjects = {
  siklus: metricsTasks,
  "siklus, plain arrays": ["auc", "aucTied", "confusionMatrix", "report"],
  "ml-performance": ["auc", "aucTied"],
  "ml-confusion-matrix": ["confusionMatrix"],
  scikitjs: ["auc", "aucTied", "confusionMatrix"],
  "@tensorflow/tfjs": ["confusionMatrix"],
} as const satisfies Readonly<Record<string, readonly MetricsTask[]>>;
export type MetricsSubject = keyof typeof metricsSubjects;

type Prepared = () => readonly number[] | Promise<readonly number[]>;
type Columns = {
  readonly typed: (name: SampleColumn) => Uint8Array | Float64Array;
  readonly plain: (name: SampleColumn) => number[];
};

const peers = createRequire(new URL("./peers/package.json", import.meta.url));

/** Each gives the run that is timed: the data already stands in the form that the subject likes best. */
const prepare: Readonly<Record<MetricsSubject, (task: MetricsTask, columns: Columns) => Prepared | Promise<Prepared>>> =
  {
    siklus: (task, { typed }) => ours(task, typed),
    "siklus, plain arrays": (task, { plain }) => ours(task, plain),
    "ml-performance": (task, { plain }) => {
      const Performance = peers("ml-performance");
      const prediction = [plain(scoresOf(task))];
      const target = [plain("labels")];
      return () => [new Performance(prediction, target, { all: true, max: true }).getAURC()];
    },
    "ml-confusion-matrix": (_, { plain }) => {
      const { ConfusionMatrix } = peers("ml-confusion-matrix");
      const actual = plain("actualClass");
      const predicted = plain("predictedClass");
      const sort = (a: number, b: number): number => a - b;
      return () => ConfusionMatrix.fromLabels(actual, predicted, { sort }).matrix.flat();
    },
    scikitjs: async (task, { plain }) => {
      const kit = peers("scikitjs");
      kit.setBackend(await tensorFlow());
      if (task === "confusionMatrix") {
        const actual = plain("actualClass");
        const predicted = plain("predictedClass");
        return () => kit.metrics.confusionMatrix(actual, predicted).flat();
      }
      const labels = plain("labels");
      const scores = plain(scoresOf(task));
      return () => [kit.metrics.rocAucScore(labels, scores)];
    },
    "@tensorflow/tfjs": async (_, { typed }) => {
      const tf = await tensorFlow();
      const actual = tf.tensor1d(Int32Array.from(typed("actualClass")), "int32");
      const predicted = tf.tensor1d(Int32Array.from(typed("predictedClass")), "int32");
      return async () => {
        const matrix = tf.math.confusionMatrix(actual, predicted, 10);
        const cells = Array.from<number>(await matrix.data());
        matrix.dispose();
        return cells;
      };
    },
  };

function ours(task: MetricsTask, column: (name: SampleColumn) => ArrayLike<number>): Prepared {
  const labels = column("labels");
  const scores = column(scoresOf(task));
  const actual = column(isRegression(task) ? "actualValue" : "actualClass");
  const predicted = column(isRegression(task) ? "predictedValue" : "predictedClass");
  const runs: Readonly<Record<MetricsTask, Prepared>> = {
    auc: () => [metrics.rocAuc({ labels, scores })],
    aucTied: () => [metrics.rocAuc({ labels, scores })],
    confusionMatrix: () => metrics.confusionMatrix({ actual, predicted }).rows.flat(),
    report: () => {
      const { classes, accuracy, macro, weighted } = metrics.classificationReport({ actual, predicted });
      return [...classes.map(({ f1 }) => f1), accuracy, macro.f1, weighted.f1];
    },
    mae: () => [metrics.meanAbsoluteError({ actual, predicted })],
    mse: () => [metrics.meanSquaredError({ actual, predicted })],
    rSquared: () => [metrics.rSquared({ actual, predicted })],
  };
  return runs[task];
}

function scoresOf(task: MetricsTask): SampleColumn {
  return task === "aucTied" ? "tiedScores" : "scores";
}

function isRegression(task: MetricsTask): boolean {
  return task === "mae" || task === "mse" || task === "rSquared";
}

async function tensorFlow() {
  const tf = peers("@tensorflow/tfjs");
  await tf.ready();
  return tf;
}

function columnsIn(folder: string): Columns {
  const typed = (name: SampleColumn): Uint8Array | Float64Array => {
    const bytes = readFileSync(join(folder, name));
    return new sampleColumns[name](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  return { typed, plain: (name) => Array.from(typed(name)) };
}

/** `node metrics-subject.ts SUBJECT TASK FOLDER RUNS` prints one JSON line; a process of its own, so that no heap slows another. */
if (import.meta.main) {
  const [subject, task, folder = "", runs = "5"] = process.argv.slice(2);
  const print = console.log;
  console.log = console.warn = () => {}; // tfjs greets
  // metrics.ts passes names out of metricsSubjects and metricsTasks
  const run = await prepare[subject as MetricsSubject](task as MetricsTask, columnsIn(folder));
  let result: readonly number[] = await run();
  // The engine compiles in steps: a subject is warm after a dozen runs, or after two seconds of them.
  const warmUntil = performance.now() + 2_000;
  for (let i = 0; i < 12 && performance.now() < warmUntil; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < Number(runs); i++) {
    const start = performance.now();
    result = await run();
    times.push(performance.now() - start);
  }
  print(JSON.stringify({ times, result }));
  process.exit(0); // tfjs keeps timers
}
