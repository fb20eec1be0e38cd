import { defineHiddenChecks, expectArray, expectClose } from "siklus/lab";

export default defineHiddenChecks("siklus-canary-2f9d60c18e7b4a35904ce6b1d7a83f50", [
  {
    id: "fresh-matrix",
    category: "correctness",
    run: async ({ learner, rng }) => {
      const size = 3 + rng.integer(4);
      const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => 1 + rng.integer(30)));
      const supports = rows.map((row) => row.reduce((total, value) => total + value, 0));
      const recalls = rows.map((row, i) => (row[i] ?? 0) / (supports[i] ?? 1));
      const all = supports.reduce((total, value) => total + value, 0);
      const got = expectArray("classRecalls(…)", await learner.call("classRecalls", rows), recalls);
      if (got.status === "fail") return got;
      const macro = recalls.reduce((total, value) => total + value, 0) / size;
      const outcome = expectClose("macroRecall(…)", await learner.call("macroRecall", rows), macro);
      if (outcome.status === "fail") return outcome;
      const right = rows.reduce((total, row, i) => total + (row[i] ?? 0), 0);
      return expectClose("weightedRecall(…)", await learner.call("weightedRecall", rows), right / all);
    },
  },
]);
