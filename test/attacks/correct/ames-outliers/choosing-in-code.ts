import houses from "data/house-prices.csv";
import { numbers } from "siklus/data";
import { meanAbsoluteError, rootMeanSquaredError } from "siklus/metrics";

const actual = numbers(houses, "sale_price_usd");
const measures = { mae: meanAbsoluteError, rmse: rootMeanSquaredError } as const;
function choose(metric: keyof typeof measures) {
  return (["least_squares", "robust"] as const)
    .map((model) => ({
      metric,
      model,
      errorUsd: measures[metric]({ actual, predicted: numbers(houses, `${model}_usd`) }),
    }))
    .sort((a, b) => a.errorUsd - b.errorUsd)[0]!;
}
export const bank = choose("rmse");
export const website = choose("mae");
const predicted = numbers(houses, "least_squares_usd");
export const worstHouse = [...actual.keys()].sort(
  (a, b) => Math.abs(predicted[b]! - actual[b]!) - Math.abs(predicted[a]! - actual[a]!),
)[0];
