import jobs from "data/hpc-scores.csv";
import { strings } from "siklus/data";
import { confusionMatrix } from "siklus/metrics";
import { confusionMatrix as showMatrix } from "siklus/show";

type Rows = readonly (readonly number[])[]; // rows[i][j]: actual class i, predicted class j

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The recall of each class: of its actual cases, the share that was found. 0 for a class without cases. */
export function classRecalls(rows: Rows): number[] {
  return rows.map((row, i) => {
    const support = sum(row);
    return support === 0 ? 0 : (row[i] ?? 0) / support;
  });
}

/** Each class counts the same. */
export function macroRecall(rows: Rows): number {
  const recalls = classRecalls(rows);
  return sum(recalls) / recalls.length;
}

/** Each class counts by its number of actual cases. */
export function weightedRecall(rows: Rows): number {
  const supports = rows.map(sum);
  return sum(classRecalls(rows).map((recall, i) => recall * (supports[i] ?? 0))) / sum(supports);
}

const classes = ["VF", "F", "M", "L"]; // very fast, fast, moderate, long
const actual = strings(jobs, "obs").map(String);
const predicted = strings(jobs, "pred").map(String);
const { rows } = confusionMatrix({ actual, predicted, labels: classes });
showMatrix({ labels: classes, rows });
console.log("macro", macroRecall(rows), "weighted", weightedRecall(rows));

/** The class that the model finds worst. */
const recalls = classRecalls(rows);
export const neglected = classes[recalls.indexOf(Math.min(...recalls))] ?? "";
