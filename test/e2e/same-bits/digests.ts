import { monteCarlo, netPresentValue } from "siklus/business";
import { fromColumns, profile, splitTable } from "siklus/data";
import { fitPca, fitPower, transform } from "siklus/features";
import { collectLabels, createWorkers, fitDawidSkene } from "siklus/labeling";
import { bootstrapInterval, logLoss, rocAuc } from "siklus/metrics";
import { countInBins, fitBins, ksTest, psi, wassersteinDistance } from "siklus/monitoring";
import { contentHash, nextRuns } from "siklus/pipelines";
import { generateTraffic, simulateServing } from "siklus/serving";
import {
  createRng,
  fitBoosting,
  fitForest,
  fitKMeans,
  fitLogisticRegression,
  fitNaiveBayes,
  fitNet,
  predictProbabilities,
  shapValues,
} from "siklus/training";
import { createStudy, tune } from "siklus/tuning";

// Every door once, with chance and with exp, log, pow and tanh: one number for all the bits of each result.
const digest = (name: string, value: unknown): void => {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part));
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  console.log(`${name} ${text.length} ${(hash >>> 0).toString(16)}`);
};
const rng = createRng(20261124);
const rows = Array.from({ length: 600 }, () => Array.from({ length: 5 }, () => 6 * rng.uniform() ** 3));
const labels = rows.map(([a = 0, b = 0, c = 0]) => (a - b + c / 2 + rng.uniform() > 1.5 ? 1 : 0));

const logistic = fitLogisticRegression({ features: rows, labels });
digest("logistic", logistic);
const scores = predictProbabilities({ model: logistic, features: rows }).values.filter((_, i) => i % 2 === 1);
digest("scores", [rocAuc({ labels, scores }), logLoss({ labels, probabilities: scores })]);
digest(
  "interval",
  bootstrapInterval({ rowCount: 600, statistic: (at) => at.reduce((sum, i) => sum + (scores[i] ?? 0), 0), rng }),
);

const columns = Object.fromEntries(
  ["a", "b", "c", "d", "e"].map((name, k) => [name, rows.map((cells) => cells[k] ?? 0)]),
);
const table = fromColumns({ ...columns, label: labels.map(String) });
digest("profile", profile(table));
digest("split", splitTable({ table, rng }));
const power = fitPower({ table, columns: ["a", "b"] });
digest("power", [power, transform({ transformer: power, table })]);
digest("pca", fitPca({ table, columns: ["a", "b", "c", "d", "e"], components: 3 }));

const forest = fitForest({ features: rows, labels, treeCount: 20, rng });
digest("forest", forest);
const boosting = fitBoosting({ features: rows, labels, iterations: 20, rng });
digest("boosting", boosting);
digest("shap", shapValues({ model: boosting, features: rows.slice(0, 50) }));
digest("net", fitNet({ features: rows, labels, hiddenLayers: [8], activation: "tanh", epochs: 5, rng }));
digest("k-means", fitKMeans({ features: rows, clusters: 3, rng }));
digest("bayes", fitNaiveBayes({ features: rows, labels }));

const workers = createWorkers({ count: 5, accuracy: { least: 0.6, most: 0.9 }, costUsd: 0.1, rng });
const { votes } = collectLabels({ truth: labels, workers, labelsPerItem: 3, rng });
digest("dawid-skene", fitDawidSkene({ votes }));

const space = { x: { type: "continuous", min: 1e-3, max: 1, scaling: "logarithmic" } } as const;
const study = createStudy({ space, direction: "minimize", completion: { maxTrials: 12 }, rng });
digest("tuning", tune({ study, evaluate: ({ parameters }) => (Number(parameters["x"]) - 0.3) ** 2 }));

const traffic = generateTraffic({ pattern: { kind: "poisson", requestsPerSecond: 50 }, seconds: 60, rng });
const service = { kind: "exponential", mean: 0.03 } as const;
const variants = [{ name: "one", instanceType: "small", instances: 2, service }];
digest("serving", simulateServing({ traffic, option: { kind: "real-time", variants }, rng }));

const [early, late] = [scores.slice(0, 300), scores.slice(300)];
const bins = fitBins({ baseline: early });
digest("drift", [
  ksTest({ baseline: early, current: late }),
  wassersteinDistance({ baseline: early, current: late }),
  psi({ baselineCounts: bins.counts, currentCounts: countInBins({ bins, values: late }) }),
]);
digest("money", [
  netPresentValue({ cashFlows: [-100, 60, 70, 80], rate: 0.07 }),
  monteCarlo({
    model: ({ gain }) => gain ** 1.5,
    inputs: { gain: { kind: "uniform", low: 1, high: 3 } },
    rng,
    runs: 500,
  }),
]);
digest("pipelines", [
  contentHash({ a: [1, 2] }),
  nextRuns({ expression: "cron(0 8 ? * MON *)", afterMs: 0, count: 3 }),
]);
