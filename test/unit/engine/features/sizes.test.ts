import { expect, test } from "vitest";
import { fromColumns, type Table } from "#engine/data/index.ts";
import {
  anovaScores,
  chiSquareScores,
  columnVariances,
  correlationFilter,
  createRng,
  fitBinning,
  fitPca,
  fitPolynomial,
  fitPower,
  fitScaler,
  fitSimpleImputer,
  fitTargetEncoder,
  inverse,
  mutualInformation,
  type Transformer,
  transform,
} from "#engine/features/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";

const features = [[1e200], [2e200], [3e200], [5e200], [6e200], [9e200]];
const labels = ["a", "a", "b", "b", "a", "b"];
const table = fromColumns({
  x: features.flat(),
  wide: [-1.7e308, 0, 1, 2, 3, 1.7e308],
  huge: [1.7e308, -1.7e308, 1, 2, 3, 4],
});

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
  ["fitSimpleImputer", () => fitSimpleImputer({ table, columns: ["huge"], strategy: "mean" })],
  ["fitTargetEncoder", () => fitTargetEncoder({ table, columns: ["x"], targets: [1e308, 1e308, 1e308, 1, 2, 3] })],
  ["fitBinning", () => fitBinning({ table, columns: ["wide"], method: "uniform" })],
])("%s refuses numbers whose spread overflows instead of answering NaN or infinity", (_, call) => {
  expect(refusalOf(call)).toBe("out-of-range");
});

const small = fromColumns({ x: [1, 2, 4], y: [2, 1, 3] });
const later = fromColumns({ x: [1e200], y: [0] });
const leftTailed = fromColumns({ x: [1, 8, 9, 9.5, 10] });

test.each<[string, Transformer, Table, string]>([
  ["a square times 0", fitPolynomial({ table: small, columns: ["x", "y"], degree: 3 }), later, "not-finite"],
  ["infinity less infinity", fitPca({ table: small, columns: ["x", "y"] }), later, "out-of-range"],
  [
    "a quotient by a tiny scale",
    fitScaler({ table: fromColumns({ x: [0, 1e-200] }), columns: ["x"], method: "min-max" }),
    later,
    "not-finite",
  ],
  ["a high power", fitPower({ table: leftTailed, columns: ["x"] }), later, "not-finite"],
])("%s in a later row is refused instead of read as missing or infinite", (_, transformer, table, code) => {
  expect(refusalOf(() => transform({ transformer, table }))).toBe(code);
});

test("going back to numbers that are too large is refused", () => {
  const transformer = fitScaler({ table: fromColumns({ x: [0, 1e10] }), columns: ["x"], method: "min-max" });
  expect(refusalOf(() => inverse({ transformer, table: fromColumns({ x: [1e305] }) }))).toBe("not-finite");
});
