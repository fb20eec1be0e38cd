// check: bank

import houses from "data/house-prices.csv";
import { numbers, row } from "siklus/data";
import { meanAbsoluteError, rootMeanSquaredError } from "siklus/metrics";
import { scatter } from "siklus/show";

const actual = numbers(houses, "sale_price_usd");
const models = {
  least_squares: numbers(houses, "least_squares_usd"),
  robust: numbers(houses, "robust_usd"),
};

for (const [name, predicted] of Object.entries(models)) {
  const [mae, rmse] = [meanAbsoluteError({ actual, predicted }), rootMeanSquaredError({ actual, predicted })];
  console.log(`${name}: MAE ${mae.toFixed(0)}, RMSE ${rmse.toFixed(0)}`);
}

type Choice = { metric: "mae" | "rmse"; model: "least_squares" | "robust"; errorUsd: number };

/** The bank lends against the price. One estimate that is far too high can cost it a fortune. */
export const bank: Choice = {
  metric: "rmse",
  model: "least_squares",
  errorUsd: rootMeanSquaredError({ actual, predicted: models.least_squares }) ** 2,
};

/** The website tells its visitors how far off a typical estimate is. */
export const website: Choice = {
  metric: "mae",
  model: "robust",
  errorUsd: meanAbsoluteError({ actual, predicted: models.robust }),
};

/** The row number (from 0) of the house that least squares misjudges most. */
const distances = actual.map((price, i) => Math.abs((models.least_squares[i] ?? 0) - price));
export const worstHouse = distances.indexOf(Math.max(...distances));

console.log("worst:", row(houses, worstHouse));
scatter({
  title: "Houses in Ames",
  xLabel: "price in US dollars",
  yLabel: "predicted by least squares",
  x: actual,
  y: models.least_squares,
});
