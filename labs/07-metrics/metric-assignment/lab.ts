import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "design",
  minutes: 30,
  order: 10,
  doors: ["metrics", "data", "show"],
  data: [
    {
      file: "churn-scores.csv",
      origin:
        'IBM sample data "Telco Customer Churn", scored out of fold by logistic regression: labs/data/make-scores.py',
      licence: "Apache-2.0",
    },
  ],
  exports: ["profitUsd", "chooseThreshold", "decision"],
  timeLimitMs: 10_000,
  solutionAfterRuns: 5,
  assignment: true,
});
