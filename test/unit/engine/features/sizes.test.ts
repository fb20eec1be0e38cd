import { expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import {
  anovaScores,
  chiSquareScores,
  columnVariances,
  correlationFilter,
  createRng,
  fitBinning,
  fitPca,
  fitScaler,
  mutualInformation,
} from "#engine/features/index.ts";
import { refusalOf } from "../refusal-of.ts";

const features = [[1e200], [2e200], [3e200], [5e200], [6e200], [9e200]];
const labels = ["a", "a", "b", "b", "a", "b"];
const table = fromColumns({ x: features.flat(), wide: [-1.7e308, 0, 1, 2, 3, 1.7e308] });

test.each<[string, () => unknown]>([
  ["anovaScores", () => anovaScores({ features, labels })],
  ["chiSquareScores", () => chiSquareScores({ features, labels })],
  ["columnVariances", () => columnVariances({ features })],
  ["correlationFilter", () => correlationFilter({ features })],
  ["mutualInformation", () => mutualInformation({ features, labels, discrete: [], rng: createRng(1) })],
  ["fitPca", () => fitPca({ table, columns: ["x"] })],
  ["fitScaler, standard", () => fitScaler({ table, columns: ["x"] })],
  ["fitScaler, min-max", () => fitScaler({ table, columns: ["wide"], method: "min-max" })],
  ["fitScaler, robust", () => fitScaler({ table, columns: ["wide"], method: "robust", quantiles: [0, 1] })],
  ["fitBinning", () => fitBinning({ table, columns: ["wide"], method: "uniform" })],
])("%s refuses numbers whose spread overflows instead of answering NaN or infinity", (_, call) => {
  expect(refusalOf(call)).toBe("out-of-range");
});
