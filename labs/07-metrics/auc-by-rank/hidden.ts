import { defineHiddenChecks, expectClose, type Outcome, pass } from "siklus/lab";
import { rocAuc } from "siklus/metrics";

export default defineHiddenChecks("siklus-canary-0d6f2b9e5c7148a3b1e4f80c92d75a36", [
  {
    id: "fresh-scores",
    category: "correctness",
    run: async ({ learner, rng }) => {
      let outcome: Outcome = pass();
      for (let round = 0; round < 5 && outcome.status === "pass"; round++) {
        const steps = 3 + rng.integer(200);
        const labels = Array.from({ length: 60 }, (_, i) => (i === 0 ? 1 : i === 1 ? 0 : rng.integer(2)));
        const scores = labels.map(() => rng.integer(steps) - steps / 2);
        outcome = expectClose(
          "aucByRank(…)",
          await learner.call("aucByRank", labels, scores),
          rocAuc({ labels, scores }),
        );
      }
      return outcome;
    },
  },
]);
