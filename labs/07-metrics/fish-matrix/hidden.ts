import { defineHiddenChecks, expectRecord } from "siklus/lab";

export default defineHiddenChecks("siklus-canary-5f0e2c9b7a1d4386b2c47e90d1f3a865", [
  {
    id: "fresh-pictures",
    category: "correctness",
    run: async ({ learner, rng }) => {
      const expected = { tp: 0, fp: 0, fn: 0, tn: 0 };
      const actual: string[] = [];
      const predicted: string[] = [];
      for (let i = 0; i < 500; i++) {
        const isFish = rng.uniform() < 0.3;
        const saysFish = rng.uniform() < (isFish ? 0.8 : 0.25);
        actual.push(isFish ? "fish" : "not fish");
        predicted.push(saysFish ? "fish" : "not fish");
        expected[isFish ? (saysFish ? "tp" : "fn") : saysFish ? "fp" : "tn"]++;
      }
      return expectRecord("countOutcomes(…)", await learner.call("countOutcomes", actual, predicted), expected);
    },
  },
]);
