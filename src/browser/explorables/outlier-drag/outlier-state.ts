import { meanAbsoluteError } from "#engine/metrics/mean-absolute-error.ts";
import { meanSquaredError } from "#engine/metrics/mean-squared-error.ts";
import { residuals } from "#engine/metrics/residuals.ts";
import { rootMeanSquaredError } from "#engine/metrics/root-mean-squared-error.ts";
import { fitLine, houses } from "./houses.ts";

export const cheapestKUsd = 0;
export const dearestKUsd = 600;

export type OutlierState = {
  readonly pricesKUsd: readonly number[];
  /** The house that the keys move and whose part in the error is told. */
  readonly chosen: number;
  /** What is drawn on the errors: their squares (MSE) or their lengths (MAE). */
  readonly drawn: "squares" | "sticks";
};

export const startState: OutlierState = {
  pricesKUsd: houses.map((house) => house.priceKUsd),
  chosen: 7,
  drawn: "squares",
};

const line = fitLine(houses);

/** What the line says of each house. It stays where the twelve true prices put it. */
export const predictedKUsd: readonly number[] = houses.map((house) => line.intercept + line.slope * house.areaSqFt);

export const errorNames = ["mse", "rmse", "mae"] as const;
export type ErrorName = (typeof errorNames)[number];

export function errorsOf(pricesKUsd: readonly number[]): Readonly<Record<ErrorName, number>> {
  const rows = { actual: pricesKUsd, predicted: predictedKUsd };
  return { mse: meanSquaredError(rows), rmse: rootMeanSquaredError(rows), mae: meanAbsoluteError(rows) };
}

/** Price minus prediction: above the line is positive. */
export function errorsKUsd(pricesKUsd: readonly number[]): readonly number[] {
  return Array.from(residuals({ actual: pricesKUsd, predicted: predictedKUsd }));
}

/** How much of all squared, and of all absolute error is one house's. */
export function partOf(state: OutlierState): { readonly squared: number; readonly absolute: number } {
  const errors = errorsKUsd(state.pricesKUsd);
  const own = errors[state.chosen] ?? 0;
  const count = errors.length;
  const { mse, mae } = errorsOf(state.pricesKUsd);
  return { squared: own ** 2 / (mse * count), absolute: Math.abs(own) / (mae * count) };
}

export function atPrice(state: OutlierState, priceKUsd: number): OutlierState {
  const bounded = Math.min(dearestKUsd, Math.max(cheapestKUsd, Math.round(priceKUsd)));
  return { ...state, pricesKUsd: state.pricesKUsd.with(state.chosen, bounded) };
}

export function choose(state: OutlierState, chosen: number): OutlierState {
  return { ...state, chosen: Math.min(houses.length - 1, Math.max(0, chosen)) };
}
