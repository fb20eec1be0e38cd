import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "explore",
  minutes: 12,
  order: 2,
  doors: ["metrics", "data", "show"],
  data: [
    {
      file: "loan-scores.csv",
      origin:
        "Lending Club public loan statistics (R package modeldata), scored out of fold by logistic regression: labs/data/make-scores.py",
      licence: "Public",
    },
  ],
  exports: ["baselineAccuracy", "modelAccuracy", "badLoansFound", "threshold"],
});
