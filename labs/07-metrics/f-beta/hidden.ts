import { defineHiddenChecks, expectClose, type Outcome, pass } from "siklus/lab";
import { fBeta } from "siklus/metrics";

export default defineHiddenChecks("siklus-canary-c3a95e1784d04b6e9f02d7b8156e40cd", [
  {
    id: "fresh-counts",
    category: "correctness",
    run: async ({ learner, rng }) => {
      let outcome: Outcome = pass();
      for (let round = 0; round < 10 && outcome.status === "pass"; round++) {
        const counts = { tp: rng.integer(50), fp: rng.integer(50), fn: 1 + rng.integer(50), tn: rng.integer(500) };
        const beta = 0.25 + rng.uniform() * 3;
        const got = await learner.call("fBeta", counts, beta);
        outcome = expectClose("fBeta(counts, beta)", got, fBeta(counts, { beta, whenUndefined: 0 }));
      }
      return outcome;
    },
  },
]);
