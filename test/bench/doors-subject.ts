import { createRequire } from "node:module";
import { monteCarlo } from "#engine/business/index.ts";
import { createRng } from "#engine/core/random.ts";
import { fromColumns, groupBy, joinTables, numbers, type Table } from "#engine/data/index.ts";
import { fitScaler, transform } from "#engine/features/index.ts";
import { fitDawidSkene } from "#engine/labeling/index.ts";
import { simulatePipeline } from "#engine/pipelines/index.ts";
import { fitTree, predictLabels } from "#engine/training/index.ts";
import { crossValidate, kFold } from "#engine/tuning/index.ts";
import { readTreesSample, treeColumnCount } from "./training-trees-sample.ts";

/** What is measured, one or two of each door that has no bench of its own. */
export const doorTasks = ["join", "groupBy", "scale", "crossValidate", "dawidSkene", "pipeline", "monteCarlo"] as const;
export type DoorTask = (typeof doorTasks)[number];

/** Who is measured in JavaScript, and at what. */
export const doorSubjects = { siklus: doorTasks, arquero: ["join", "groupBy"] } as const;
export type DoorSubject = keyof typeof doorSubjects;

/** The timed run; it returns a number by which subjects are compared. */
type Run = () => number;
type Sample = { readonly size: number; readonly folder: string };

const peers = createRequire(new URL("./peers/package.json", import.meta.url));
const cities = ["Bogor", "Medan", "Padang", "Ambon", "Kupang", "Manado", "Malang", "Jambi"];

/** Orders of `size / 10` customers: customer, city, price. */
function orders(size: number) {
  const rng = createRng(20261124);
  const customer = Array.from({ length: size }, () => `c${rng.integer(size / 10)}`);
  const city = Array.from({ length: size }, () => cities[rng.integer(cities.length)] ?? "");
  const price = Array.from({ length: size }, () => rng.integer(1000));
  return { customer, city, price };
}

/** Every customer once, with an age. */
function customers(size: number) {
  const rng = createRng(1);
  const customer = Array.from({ length: size / 10 }, (_, k) => `c${k}`);
  return { customer, age: customer.map(() => 18 + rng.integer(60)) };
}

const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at] ?? 0;
  return total;
};
const columnSum = (table: Table, name: string): number => sum(numbers(table, name));

const ours: Readonly<Record<DoorTask, (sample: Sample) => Run>> = {
  join: ({ size }) => {
    const left = fromColumns(orders(size));
    const right = fromColumns(customers(size));
    return () => columnSum(joinTables({ left, right, on: "customer" }), "age");
  },
  groupBy: ({ size }) => {
    const table = fromColumns(orders(size));
    const aggregate = { n: { op: "count" }, total: { op: "sum", column: "price" } } as const;
    return () => columnSum(groupBy({ table, by: ["customer", "city"], aggregate }), "total");
  },
  scale: ({ size }) => {
    const rng = createRng(1);
    const table = fromColumns({
      a: Float64Array.from({ length: size }, () => rng.uniform() ** 3),
      b: Float64Array.from({ length: size }, () => rng.uniform() ** 3),
    });
    const columns = ["a", "b"];
    return () => transform({ transformer: fitScaler({ table, columns, method: "robust" }), table }).rowCount;
  },
  crossValidate: ({ size, folder }) => {
    const { features, labels } = readTreesSample(folder, "train");
    const names = Array.from({ length: treeColumnCount }, (_, column) => `x${column}`);
    const rowsOf = (rows: Int32Array) => {
      const values = new Float64Array(rows.length * treeColumnCount);
      for (const [to, row] of rows.entries()) {
        values.set(features.subarray(row * treeColumnCount, (row + 1) * treeColumnCount), to * treeColumnCount);
      }
      return { rowCount: rows.length, columnCount: treeColumnCount, values, names };
    };
    const folds = kFold({ rowCount: size, foldCount: 5 });
    return () =>
      crossValidate({
        folds,
        fit: (rows) =>
          fitTree({ features: rowsOf(rows), labels: Array.from(rows, (row) => labels[row] ?? 0), maxDepth: 6 }),
        score: (model, rows) => {
          const guesses = predictLabels({ model, features: rowsOf(rows) });
          return sum(Array.from(rows, (row, at) => (guesses[at] === labels[row] ? 1 : 0))) / rows.length;
        },
      }).mean;
  },
  dawidSkene: ({ size }) => {
    const rng = createRng(1);
    const votes = Array.from({ length: size }, (_, k) => {
      const isRight = rng.uniform() < 0.6 + 0.04 * (k % 9);
      const truth = Math.floor(k / 3) % 2;
      return { item: Math.floor(k / 3), worker: `w${rng.integer(9)}-${k % 3}`, label: isRight ? truth : 1 - truth };
    });
    return () => fitDawidSkene({ votes }).items.length;
  },
  pipeline: ({ size }) => {
    const run = () => ({});
    const steps = Array.from({ length: size }, (_, k) => ({
      name: `s${k}`,
      after: k < 10 ? [] : [`s${k - 10}`, `s${k - 9}`],
      run,
    }));
    return () =>
      simulatePipeline({ pipeline: { name: "wide", steps }, durationMs: () => 1, rng: createRng(1) }).endedMs ?? 0;
  },
  monteCarlo: ({ size }) => {
    const inputs = {
      customers: { kind: "triangular", low: 50, mode: 100, high: 200 },
      saved: { kind: "normal", mean: 3, standardDeviation: 1 },
      cost: { kind: "uniform", low: 100, high: 300 },
    } as const;
    return () =>
      monteCarlo({ model: (x) => x.customers * x.saved - x.cost, inputs, rng: createRng(1), runs: size }).mean;
  },
};

const arquero: Readonly<Record<"join" | "groupBy", (sample: Sample) => Run>> = {
  join: ({ size }) => {
    const { table } = peers("arquero");
    const left = table(orders(size));
    const right = table(customers(size));
    return () => sum(left.join(right, "customer").array("age"));
  },
  groupBy: ({ size }) => {
    const { table, op } = peers("arquero");
    const left = table(orders(size));
    return () => {
      const grouped = left.groupby("customer", "city").rollup({ n: op.count(), total: op.sum("price") });
      return sum(grouped.array("total"));
    };
  },
};

/** `node doors-subject.ts SUBJECT TASK SIZE FOLDER RUNS` prints one JSON line; a process of its own, so that no heap slows another. */
if (import.meta.main) {
  const [subject, task, size, folder = "", runs = "5"] = process.argv.slice(2);
  const sample = { size: Number(size), folder };
  // doors.ts passes names out of doorSubjects and doorTasks
  const run = subject === "arquero" ? arquero[task as "join"](sample) : ours[task as DoorTask](sample);
  const warmUntil = performance.now() + 1_000;
  let result = run();
  for (let i = 0; i < 4 && performance.now() < warmUntil; i++) result = run();
  const times: number[] = [];
  for (let i = 0; i < Number(runs); i++) {
    const start = performance.now();
    result = run();
    times.push(performance.now() - start);
  }
  console.log(JSON.stringify({ times, result }));
}
