import loans from "data/loan-scores.csv";
import { numbers, strings } from "siklus/data";

const outcome = strings(loans, "outcome");
const score = numbers(loans, "score");
let good = 0,
  right = 0,
  found = 0;
outcome.forEach((is, i) => {
  const saysBad = score[i]! >= 0.5;
  if (is === "good") good++;
  if (saysBad === (is === "bad")) right++;
  if (saysBad && is === "bad") found++;
});
export const baselineAccuracy = good / outcome.length;
export const modelAccuracy = right / outcome.length;
export const badLoansFound = found;
export const threshold = 0.052;
