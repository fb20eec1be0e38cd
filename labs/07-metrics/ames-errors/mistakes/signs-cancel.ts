// check: mae

import houses from "data/house-prices.csv";
import { numbers } from "siklus/data";
import { residuals } from "siklus/show";

type Numbers = ArrayLike<number>;

/** The average distance between prediction and price, in dollars. */
export function meanAbsoluteError(actual: Numbers, predicted: Numbers): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += (predicted[i] ?? 0) - (actual[i] ?? 0);
  return sum / actual.length;
}

/** The root of the average squared distance, in dollars. */
export function rootMeanSquaredError(actual: Numbers, predicted: Numbers): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += ((predicted[i] ?? 0) - (actual[i] ?? 0)) ** 2;
  return Math.sqrt(sum / actual.length);
}

/** Which part of all squared error comes from the `count` worst predictions, from 0 to 1. */
export function shareOfWorst(actual: Numbers, predicted: Numbers, count: number): number {
  const squares = Array.from(actual, (price, i) => ((predicted[i] ?? 0) - price) ** 2).sort((a, b) => b - a);
  const all = squares.reduce((sum, square) => sum + square, 0);
  return squares.slice(0, count).reduce((sum, square) => sum + square, 0) / all;
}

const prices = numbers(houses, "sale_price_usd");
const predicted = numbers(houses, "least_squares_usd");
console.log("MAE", meanAbsoluteError(prices, predicted), "RMSE", rootMeanSquaredError(prices, predicted));
console.log("ten worst", shareOfWorst(prices, predicted, 10));
residuals({ actual: prices, predicted, title: "Houses in Ames" });
