import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "write",
  minutes: 12,
  order: 7,
  doors: ["metrics", "data", "show"],
  data: [
    {
      file: "house-prices.csv",
      origin:
        "Ames housing, D. De Cock, Journal of Statistics Education 19(3), 2011; prices predicted out of fold by two models: labs/data/make-scores.py",
      licence: "Free to use with citation",
    },
  ],
  exports: ["meanAbsoluteError", "rootMeanSquaredError", "shareOfWorst"],
});
