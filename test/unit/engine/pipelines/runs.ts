import {
  createRng,
  type Pipeline,
  type PipelineStep,
  type RunRecord,
  type SimulateOptions,
  simulatePipeline,
} from "#engine/pipelines/index.ts";

/** A pipeline of the course's kind: split, train, evaluate, and a gate before registering; `calls` counts what really ran. */
export function churn({ leastAuc = 0.8 }: { readonly leastAuc?: number } = {}): {
  readonly pipeline: Pipeline;
  readonly calls: string[];
} {
  const calls: string[] = [];
  const counted = (step: PipelineStep): PipelineStep => ({
    ...step,
    run: (context) => {
      calls.push(step.name);
      return step.run(context);
    },
  });
  const isGood = {
    left: { step: "evaluate", output: "auc" },
    is: "greater-or-equal",
    right: { value: leastAuc },
  } as const;
  const steps: readonly PipelineStep[] = [
    {
      name: "split",
      inputs: { rows: { parameter: "rows" } },
      run: ({ inputs, rng }) => {
        const rows = inputs["rows"] as readonly number[]; // the parameter is a list of numbers
        return { train: rows.slice(1), test: [...rows.slice(0, 1), rng.integer(10)] };
      },
    },
    {
      name: "train",
      inputs: { rows: { step: "split", output: "train" }, rate: { parameter: "rate" } },
      run: ({ inputs }) => ({ model: { kind: "ridge", inputs }, weights: Float64Array.of(0.5, 2) }),
    },
    {
      name: "evaluate",
      inputs: { model: { step: "train", output: "model" }, rows: { step: "split", output: "test" } },
      run: () => ({ auc: 0.85 }),
    },
    {
      name: "register",
      inputs: { model: { step: "train", output: "model" } },
      onlyIf: isGood,
      run: () => ({ version: 1 }),
    },
    { name: "alarm", onlyIf: { not: isGood }, run: () => ({ sent: true }) },
    { name: "report", after: ["register", "alarm"], trigger: "none-failed", run: () => ({ page: "done" }) },
  ];
  return {
    pipeline: { name: "churn", parameters: { rows: [3, 1, 4, 1, 5], rate: 0.1 }, steps: steps.map(counted) },
    calls,
  };
}

/** Runs steps in simulated time with a fixed seed. */
export function simulate(steps: readonly PipelineStep[], options: Partial<SimulateOptions> = {}): RunRecord {
  return simulatePipeline({ pipeline: { name: "test", steps }, rng: createRng(1), ...options });
}

/** The states of all steps, in short. */
export function statuses(run: RunRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(run.steps).map(([name, { status }]) => [name, status]));
}

/** Notes that a step ran, and gives its outputs. */
export function noting<Result>(calls: string[], step: string, outputs: Result): Result {
  calls.push(step);
  return outputs;
}
