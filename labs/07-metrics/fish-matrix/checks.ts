import { strings } from "siklus/data";
import { defineChecks, expectRecord } from "siklus/lab";

export default defineChecks([
  {
    id: "each-box",
    run: async ({ learner }) => {
      // 1 fish found, 2 missed, 3 false alarms, 4 rightly left alone: no two boxes share a count.
      const actual = [...Array(3).fill("fish"), ...Array(7).fill("not fish")];
      const predicted = [
        ...Array(1).fill("fish"),
        ...Array(2).fill("not fish"),
        ...Array(3).fill("fish"),
        ...Array(4).fill("not fish"),
      ];
      const got = await learner.call("countOutcomes", actual, predicted);
      return expectRecord("countOutcomes(…)", got, { tp: 1, fn: 2, fp: 3, tn: 4 });
    },
  },
  {
    id: "all-pictures",
    run: async ({ learner, table }) => {
      const pictures = table("fish.csv");
      const got = await learner.call("countOutcomes", strings(pictures, "actual"), strings(pictures, "predicted"));
      return expectRecord("countOutcomes(actual, predicted)", got, { tp: 25, fp: 20, fn: 15, tn: 40 });
    },
  },
  {
    id: "no-memory",
    run: async ({ learner }) => {
      const first = await learner.call("countOutcomes", ["fish"], ["fish"]);
      const second = await learner.call("countOutcomes", ["fish"], ["fish"]);
      const outcome = expectRecord("countOutcomes(…)", first, { tp: 1, fp: 0, fn: 0, tn: 0 });
      return outcome.status === "fail"
        ? outcome
        : expectRecord("countOutcomes(…)", second, { tp: 1, fp: 0, fn: 0, tn: 0 });
    },
  },
]);
