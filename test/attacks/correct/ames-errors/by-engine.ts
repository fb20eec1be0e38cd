import { meanAbsoluteError as mae, meanSquaredError as mse } from "siklus/metrics";

type Numbers = ArrayLike<number>;

export function meanAbsoluteError(actual: Numbers, predicted: Numbers) {
  return mae({ actual, predicted });
}

export function rootMeanSquaredError(actual: Numbers, predicted: Numbers) {
  return Math.sqrt(mse({ actual, predicted }));
}

export function shareOfWorst(actual: Numbers, predicted: Numbers, count: number) {
  const errors = Array.from({ length: actual.length }, (_, i) => Math.hypot(Number(actual[i]) - Number(predicted[i])));
  const worst = errors.toSorted((a, b) => a - b).slice(-count);
  const total = actual.length * mse({ actual, predicted });
  return worst.map((error) => error * error).reduce((a, b) => a + b) / total;
}
