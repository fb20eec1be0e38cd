import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "write",
  minutes: 12,
  order: 4,
  doors: ["metrics", "data", "show"],
  data: [
    {
      file: "spam-scores.csv",
      origin:
        "UCI Spambase (Hopkins, Reeber, Forman, Suermondt 1999), scored out of fold by logistic regression: labs/data/make-scores.py",
      licence: "CC BY 4.0",
    },
  ],
  exports: ["fBeta"],
});
