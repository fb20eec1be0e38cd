/** One house: living area in square feet and price in thousands of US dollars. */
export type House = { readonly areaSqFt: number; readonly priceKUsd: number };

/**
 * Twelve of the 2,002 ordinary sales of one-family houses in Ames, Iowa, one from each of twelve equal bands of area
 * between 750 and 2,650 square feet. De Cock 2011, Journal of Statistics Education; prices as sold, 2006 to 2010.
 */
export const houses: readonly House[] = [
  { areaSqFt: 813, priceKUsd: 110 },
  { areaSqFt: 972, priceKUsd: 122.5 },
  { areaSqFt: 1113, priceKUsd: 148 },
  { areaSqFt: 1242, priceKUsd: 109.9 },
  { areaSqFt: 1494, priceKUsd: 217 },
  { areaSqFt: 1666, priceKUsd: 161 },
  { areaSqFt: 1797, priceKUsd: 231 },
  { areaSqFt: 1964, priceKUsd: 205 },
  { areaSqFt: 2054, priceKUsd: 244 },
  { areaSqFt: 2312, priceKUsd: 245 },
  { areaSqFt: 2411, priceKUsd: 240.05 },
  { areaSqFt: 2582, priceKUsd: 322.5 },
];

export type Line = { readonly slope: number; readonly intercept: number };

/** The straight line whose squared errors are least: slope = covariance / variance, through the two means. */
export function fitLine(points: readonly House[]): Line {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanArea = mean(points.map((house) => house.areaSqFt));
  const meanPrice = mean(points.map((house) => house.priceKUsd));
  const covariance = mean(points.map((house) => (house.areaSqFt - meanArea) * (house.priceKUsd - meanPrice)));
  const variance = mean(points.map((house) => (house.areaSqFt - meanArea) ** 2));
  const slope = covariance / variance;
  return { slope, intercept: meanPrice - slope * meanArea };
}
