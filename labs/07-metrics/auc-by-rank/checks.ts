import { labels, numbers } from "siklus/data";
import { defineChecks, expectClose } from "siklus/lab";
import { rocAuc } from "siklus/metrics";

export default defineChecks([
  {
    id: "few-rows",
    run: async ({ learner }) => {
      // Positives 0.9 and 0.4 against negatives 0.7, 0.2 and 0.1: 3 + 2 of 6 pairs are won.
      const got = await learner.call("aucByRank", [1, 0, 1, 0, 0], [0.9, 0.7, 0.4, 0.2, 0.1]);
      return expectClose("aucByRank([1, 0, 1, 0, 0], [0.9, 0.7, 0.4, 0.2, 0.1])", got, 5 / 6);
    },
  },
  {
    id: "ties",
    run: async ({ learner }) => {
      const even = await learner.call("aucByRank", [1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5]);
      const some = await learner.call("aucByRank", [1, 0, 0], [0.5, 0.5, 0.1]);
      const outcome = expectClose("aucByRank([1, 0, 1, 0], [0.5, 0.5, 0.5, 0.5])", even, 0.5);
      return outcome.status === "fail" ? outcome : expectClose("aucByRank([1, 0, 0], [0.5, 0.5, 0.1])", some, 0.75);
    },
  },
  {
    id: "worse-than-chance",
    run: async ({ learner }) => {
      const got = await learner.call("aucByRank", [1, 0, 0, 0], [0.1, 0.2, 0.3, 0.4]);
      return expectClose("aucByRank([1, 0, 0, 0], [0.1, 0.2, 0.3, 0.4])", got, 0);
    },
  },
  {
    id: "real-data",
    run: async ({ learner, table }) => {
      const samples = table("breast-cancer.csv");
      const actual = labels(samples, "class", { positive: "malignant" });
      const scores = numbers(samples, "cell_size");
      const published = table("two-class-scores.csv");
      const truth = labels(published, "truth", { positive: "Class1" });
      const cells = await learner.call("aucByRank", actual, scores);
      // Published with the R package yardstick: roc_auc 0.939.
      const model = await learner.call("aucByRank", truth, numbers(published, "class1"));
      const outcome = expectClose("aucByRank(malignant, cell_size)", cells, rocAuc({ labels: actual, scores }));
      return outcome.status === "fail" ? outcome : expectClose("aucByRank(truth, class1)", model, 0.939, 0.0005);
    },
  },
]);
