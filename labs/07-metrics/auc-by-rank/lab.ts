import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "write",
  minutes: 15,
  order: 6,
  doors: ["metrics", "data", "show"],
  data: [
    {
      file: "breast-cancer.csv",
      origin: "UCI Breast Cancer Wisconsin (Original), W. H. Wolberg 1992",
      licence: "CC BY 4.0",
    },
    {
      file: "two-class-scores.csv",
      origin:
        "two_class_example of the R package modeldata: the scores of a model and the truth, used in many published examples",
      licence: "MIT",
    },
  ],
  exports: ["aucByRank"],
});
