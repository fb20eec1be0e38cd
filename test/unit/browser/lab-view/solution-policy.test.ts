import { expect, test } from "vitest";
import { solutionAccess } from "#browser/lab-view/solution-policy.ts";

const progress = { failedRuns: 0, solvedAtMs: null, solutionSeenAtMs: null };
const access = (parts: Partial<{ failedRuns: number; solvedAtMs: number; solutionSeenAtMs: number }>) =>
  solutionAccess({ solutionAfterRuns: 3, progress: { ...progress, ...parts } });

test("a lab without progress says how many tries are left", () => {
  expect(solutionAccess({ solutionAfterRuns: 3, progress: undefined })).toEqual({ status: "closed", triesLeft: 3 });
});

test("each failed try brings the solution nearer until it opens", () => {
  expect(access({ failedRuns: 2 })).toEqual({ status: "closed", triesLeft: 1 });
  expect(access({ failedRuns: 3 })).toEqual({ status: "open", because: "tries" });
  expect(access({ failedRuns: 9 })).toEqual({ status: "open", because: "tries" });
});

test("a solved lab shows its solution without any failed try", () => {
  expect(access({ solvedAtMs: 5 })).toEqual({ status: "open", because: "solved" });
});

test("a solution that was seen stays open, also where the lab now asks for more tries", () => {
  expect(access({ solutionSeenAtMs: 5 })).toEqual({ status: "open", because: "seen" });
});

test("a lab that asks for no try shows its solution at once", () => {
  expect(solutionAccess({ solutionAfterRuns: 0, progress: undefined }).status).toBe("open");
});
