import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "explore",
  minutes: 15,
  order: 5,
  doors: ["data", "metrics", "show"],
  data: [
    {
      file: "spam-scores.csv",
      origin:
        "UCI Spambase (Hopkins, Reeber, Forman, Suermondt 1999), scored out of fold by logistic regression: labs/data/make-scores.py",
      licence: "CC BY 4.0",
    },
  ],
  exports: ["threshold", "promise"],
});
