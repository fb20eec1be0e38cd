import { defineHiddenChecks, expectClose } from "siklus/lab";
import { meanAbsoluteError, rootMeanSquaredError } from "siklus/metrics";

export default defineHiddenChecks("siklus-canary-7be1d24f0a9c4365812fe0d7c94b6a53", [
  {
    id: "fresh-numbers",
    category: "correctness",
    run: async ({ learner, rng }) => {
      const actual = Array.from({ length: 200 }, () => rng.uniform() * 500);
      const predicted = actual.map((value) => value + (rng.uniform() - 0.4) * 90);
      const mae = await learner.call("meanAbsoluteError", actual, predicted);
      const rmse = await learner.call("rootMeanSquaredError", actual, predicted);
      const outcome = expectClose("meanAbsoluteError(…)", mae, meanAbsoluteError({ actual, predicted }));
      if (outcome.status === "fail") return outcome;
      return expectClose("rootMeanSquaredError(…)", rmse, rootMeanSquaredError({ actual, predicted }));
    },
  },
  {
    id: "worst-of-many",
    category: "correctness",
    run: async ({ learner, rng }) => {
      const actual = Array.from({ length: 300 }, () => rng.uniform() * 100);
      const predicted = actual.map((value) => value + (rng.uniform() - 0.5) ** 3 * 400);
      const squares = actual.map((value, i) => ((predicted[i] ?? 0) - value) ** 2).sort((a, b) => b - a);
      const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
      const got = await learner.call("shareOfWorst", actual, predicted, 20);
      return expectClose("shareOfWorst(…, 20)", got, sum(squares.slice(0, 20)) / sum(squares));
    },
  },
]);
