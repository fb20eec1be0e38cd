import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "repair",
  minutes: 15,
  order: 3,
  doors: ["data", "metrics", "show"],
  data: [
    {
      file: "diabetes-scores.csv",
      origin:
        "Pima Indians Diabetes, corrected version with missing values (R package mlbench), scored out of fold by logistic regression: labs/data/make-scores.py",
      licence: "Public",
    },
  ],
  exports: ["chooseThreshold", "screening"],
});
