import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "repair",
  minutes: 15,
  order: 9,
  doors: ["metrics", "data", "show"],
  data: [
    {
      file: "hpc-scores.csv",
      origin:
        "hpc_cv of the R package modeldata: cross-validated predictions of how long a computing job takes (Kuhn & Johnson 2013)",
      licence: "MIT",
    },
  ],
  exports: ["classRecalls", "macroRecall", "weightedRecall", "neglected"],
});
