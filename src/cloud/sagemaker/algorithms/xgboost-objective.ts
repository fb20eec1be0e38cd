import { AlgorithmFailure } from "./algorithm-failure.ts";
import { binaryMetrics, multiMetrics, regressionMetrics, type XgboostMetric } from "./xgboost-metrics.ts";

export type XgboostObjective = {
  readonly name: string;
  readonly task: "binary" | "multi" | "regression";
  /** Columns of a prediction. */
  readonly width: number;
  readonly metric: { readonly name: string } & XgboostMetric;
};

const TASKS: Readonly<Record<string, readonly ["binary" | "multi" | "regression", string]>> = {
  "binary:logistic": ["binary", "logloss"],
  "reg:logistic": ["binary", "rmse"],
  "reg:squarederror": ["regression", "rmse"],
  "reg:linear": ["regression", "rmse"],
  "multi:softmax": ["multi", "mlogloss"],
  "multi:softprob": ["multi", "mlogloss"],
};

const METRICS = { binary: binaryMetrics, multi: multiMetrics, regression: regressionMetrics };

/** What a job is to learn, and by which number it is judged: the last of `eval_metric`, as XGBoost stops early by the last. */
export function objectiveOf(given: Readonly<Record<string, string>>): XgboostObjective {
  const name = given["objective"] ?? "reg:squarederror";
  const found = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (found === undefined)
    throw new AlgorithmFailure("AlgorithmError", `objective ${name} is not part of this simulator`);
  const [task, standard] = found;
  const classes = given["num_class"];
  if (task === "multi" && classes === undefined) {
    throw new AlgorithmFailure("ClientError", "Require input for parameter 'num_class' for multi-classification");
  }
  if (task !== "multi" && classes !== undefined) {
    throw new AlgorithmFailure(
      "ClientError",
      "Do not need to setup parameter 'num_class' for learning task other than multi-classification.",
    );
  }
  const asked = given["eval_metric"]?.split(",").at(-1)?.trim() ?? standard;
  const metrics = METRICS[task];
  const metric = Object.hasOwn(metrics, asked) ? metrics[asked] : undefined;
  if (metric === undefined) {
    throw new AlgorithmFailure(
      "ClientError",
      `Metric '${asked}' can not be applied for objective '${name}' in this simulator`,
    );
  }
  return { name, task, width: task === "multi" ? Number(classes) : 1, metric: { name: asked, ...metric } };
}
