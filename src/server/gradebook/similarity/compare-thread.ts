import { parentPort, workerData } from "node:worker_threads";
import type { Comparison } from "./compare-in-thread.ts";
import { similarPairs } from "./similar-pairs.ts";

const comparison = workerData as Comparison; // from compare-in-thread.ts
parentPort?.postMessage(similarPairs(comparison));
