import { defineChecks, expectClose } from "siklus/lab";

// Worked by hand from F = (1 + b²)·TP / ((1 + b²)·TP + b²·FN + FP).
const fish = { tp: 25, fp: 20, fn: 15, tn: 40 };

export default defineChecks([
  {
    id: "harmonic",
    run: async ({ learner }) => {
      const one = await learner.call("fBeta", fish, 1);
      const lopsided = await learner.call("fBeta", { tp: 10, fp: 0, fn: 90, tn: 0 }, 1);
      const outcome = expectClose("fBeta(fish, 1)", one, 50 / 85);
      return outcome.status === "fail"
        ? outcome
        : expectClose("fBeta({ tp: 10, fp: 0, fn: 90, tn: 0 }, 1)", lopsided, 20 / 110);
    },
  },
  {
    id: "beta",
    weight: 2,
    run: async ({ learner }) => {
      const two = await learner.call("fBeta", fish, 2);
      const half = await learner.call("fBeta", fish, 0.5);
      const outcome = expectClose("fBeta(fish, 2)", two, 125 / (125 + 60 + 20));
      return outcome.status === "fail" ? outcome : expectClose("fBeta(fish, 0.5)", half, 31.25 / (31.25 + 3.75 + 20));
    },
  },
  {
    id: "no-yes",
    run: async ({ learner }) => {
      const silent = await learner.call("fBeta", { tp: 0, fp: 0, fn: 5, tn: 95 }, 1);
      const wrong = await learner.call("fBeta", { tp: 0, fp: 3, fn: 5, tn: 92 }, 2);
      const outcome = expectClose("fBeta({ tp: 0, fp: 0, fn: 5, tn: 95 }, 1)", silent, 0);
      return outcome.status === "fail" ? outcome : expectClose("fBeta({ tp: 0, fp: 3, fn: 5, tn: 92 }, 2)", wrong, 0);
    },
  },
]);
