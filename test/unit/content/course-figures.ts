import { dropMissing, labels, numbers, readCsv, row, strings, type Table, takeRows } from "#engine/data/index.ts";
import * as metrics from "#engine/metrics/index.ts";
import { readCourse } from "./course-text.ts";

/** What the engine computes from the labs' own data, for the figures that the texts state. */
type Scored = { readonly labels: Uint8Array; readonly scores: Float64Array };

const shared = (name: string): Table => readCsv(readCourse(`labs/data/${name}.csv`));
const share = (part: number, whole: number): number => part / whole;

export function atCut({ labels: actual, scores }: Scored, threshold: number): metrics.ConfusionCounts {
  return metrics.confusionCounts({ actual, predicted: metrics.applyThreshold({ scores, threshold }) });
}

/** The lowest threshold among those of the sweep whose counts satisfy the promise. */
function lowestWith(rows: Scored, keeps: (counts: metrics.ConfusionCounts) => boolean): number {
  const { thresholds } = metrics.thresholdSweep(rows);
  return Math.min(...thresholds.filter((threshold) => keeps(atCut(rows, threshold))));
}

export function cheapestCut(
  rows: Scored,
  { falseAlarm, miss }: { readonly falseAlarm: number; readonly miss: number },
): number {
  const { thresholds, fp, fn } = metrics.thresholdSweep(rows);
  const costs = thresholds.map((_, i) => falseAlarm * (fp[i] ?? 0) + miss * (fn[i] ?? 0));
  return thresholds[costs.indexOf(Math.min(...costs))] ?? Number.NaN;
}

const pictures = readCsv(readCourse("labs/07-metrics/fish-matrix/data/fish.csv"));
export const fish = metrics.confusionCounts({
  actual: strings(pictures, "actual").map(String),
  predicted: strings(pictures, "predicted").map(String),
  positive: "fish",
});
export const pictureCount = pictures.rowCount;

const loanTable = shared("loan-scores");
export const loans: Scored = {
  labels: labels(loanTable, "outcome", { positive: "bad" }),
  scores: numbers(loanTable, "score"),
};
export const badLoans = loans.labels.filter((label) => label === 1).length;

const mail = shared("spam-scores");
export const spam: Scored = { labels: labels(mail, "type", { positive: "spam" }), scores: numbers(mail, "score") };
export const promisedCut = lowestWith(spam, (counts) => metrics.precision(counts) >= 0.97);

const people = shared("diabetes-scores");
export const diabetes: Scored = {
  labels: labels(people, "diabetes", { positive: "pos" }),
  scores: numbers(people, "score"),
};
export const completePeople = dropMissing({ table: people }).rowCount;
export const withoutInsulin = share(numbersMissing(people, "insulin"), people.rowCount);
export const screeningCut = Math.max(
  ...metrics
    .thresholdSweep(diabetes)
    .thresholds.filter((threshold) => metrics.recall(atCut(diabetes, threshold)) >= 0.9),
);

function numbersMissing(table: Table, name: string): number {
  return numbers(table, name).filter((value) => Number.isNaN(value)).length;
}

/** The rows that an explorable shows. */
export function explorableRows(name: "spam" | "diabetes"): Scored {
  const { labels: actual, scores }: { labels: number[]; scores: number[] } = JSON.parse(
    readCourse(`src/browser/explorables/data/${name}-scores.json`),
  );
  return { labels: Uint8Array.from(actual), scores: Float64Array.from(scores) };
}

const samples = shared("breast-cancer");
export const cells: Scored = {
  labels: labels(samples, "class", { positive: "malignant" }),
  scores: numbers(samples, "cell_size"),
};
const scoresOf = (rows: Scored, label: number) => rows.scores.filter((_, i) => rows.labels[i] === label);
export const malignant = scoresOf(cells, 1);
export const benign = scoresOf(cells, 0);
/** Every pair compared: what AUC means, by counting. */
export function pairs(rows: Scored): { readonly won: number; readonly tied: number } {
  const [positives, negatives] = [scoresOf(rows, 1), scoresOf(rows, 0)];
  let [won, tied] = [0, 0];
  for (const positive of positives) {
    for (const negative of negatives) {
      if (positive > negative) won++;
      else if (positive === negative) tied++;
    }
  }
  const all = positives.length * negatives.length;
  return { won: share(won, all), tied: share(tied, all) };
}

const published = shared("two-class-scores");
export const publishedAuc = metrics.rocAuc({
  labels: labels(published, "truth", { positive: "Class1" }),
  scores: numbers(published, "class1"),
});

const houses = shared("house-prices");
const prices = numbers(houses, "sale_price_usd");
export const leastSquares = { actual: prices, predicted: numbers(houses, "least_squares_usd") };
export const robust = { actual: prices, predicted: numbers(houses, "robust_usd") };
export const houseCount = houses.rowCount;
const distances = Array.from(metrics.residuals(leastSquares), Math.abs);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export function partOfWorst(count: number, power: 1 | 2): number {
  const errors = distances.map((distance) => distance ** power).toSorted((a, b) => b - a);
  return share(sum(errors.slice(0, count)), sum(errors));
}
export const closerThanRmse = share(
  distances.filter((distance) => distance < metrics.rootMeanSquaredError(leastSquares)).length,
  houseCount,
);
const worst = row(houses, distances.indexOf(Math.max(...distances)));
export const worstHouse = {
  priceUsd: Number(worst["sale_price_usd"]),
  predictedUsd: Number(worst["least_squares_usd"]),
  areaSqft: Number(worst["living_area_sqft"]),
};

const jobs = shared("hpc-scores");
export const jobReport = metrics.classificationReport({
  actual: strings(jobs, "obs").map(String),
  predicted: strings(jobs, "pred").map(String),
});
export const jobRecalls = jobReport.classes.map(({ recall }) => recall);

const customers = shared("churn-scores");
const half = (parity: number): Scored => {
  const every = Array.from({ length: customers.rowCount }, (_, i) => i);
  const rows = takeRows({ table: customers, rows: every.filter((i) => i % 2 === parity) });
  return { labels: labels(rows, "churn", { positive: "Yes" }), scores: numbers(rows, "score") };
};
export const [validation, test] = [half(0), half(1)];
export const customerCount = customers.rowCount;
export const leavers = strings(customers, "churn").filter((value) => value === "Yes").length;
export const profitUsd = ({ tp, fp }: metrics.ConfusionCounts): number => 150 * tp - 15 * (tp + fp);
/** The cut of highest profit: a leaver's call brings 135 dollars more than none, any other costs 15. */
export const profitableCut = cheapestCut(validation, { falseAlarm: 15, miss: 135 });
export const testCounts = atCut(test, profitableCut);
export const intervalWidth = ((): number => {
  const { lower, upper } = metrics.bootstrapInterval({
    rowCount: test.scores.length,
    statistic: (rows) =>
      metrics.rocAuc({
        labels: Uint8Array.from(rows, (i) => test.labels[i] ?? 0),
        scores: Float64Array.from(rows, (i) => test.scores[i] ?? 0),
      }),
    rng: metrics.createRng(7),
    resamples: 200,
  });
  return upper - lower;
})();
