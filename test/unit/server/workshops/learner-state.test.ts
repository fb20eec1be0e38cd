import { expect, test } from "vitest";
import { isHere, type LearnerFacts, learnerState } from "#server/workshops/learner-state.ts";

const minute = 60_000;
const lab = "07-metrics/fish-matrix";
const working: LearnerFacts = {
  activity: "working",
  labId: lab,
  solved: [],
  askedAtMs: null,
  sameMistakeRuns: 0,
  progressedAtMs: 0,
  seenAtMs: 0,
};

test.each<[string, Partial<LearnerFacts>, number, string]>([
  ["at work", {}, 4 * minute, "working"],
  ["without progress for five minutes", {}, 5 * minute, "stuck"],
  ["with the same mistake three times", { sameMistakeRuns: 3 }, 0, "stuck"],
  ["running, however long without progress", { activity: "running" }, 60 * minute, "running"],
  ["asking, though stuck", { askedAtMs: 1, sameMistakeRuns: 9 }, 60 * minute, "asking"],
  ["done with this lab", { solved: [lab] }, 60 * minute, "done"],
  ["in the next lab after a solved one", { solved: ["07-metrics/f-beta"] }, 0, "working"],
  ["reading, outside any lab", { labId: null }, 60 * minute, "reading"],
])("a learner %s", (_, facts, nowMs, state) => {
  expect(learnerState({ ...working, ...facts }, nowMs)).toBe(state);
});

test("is here for half a minute after the last word", () => {
  expect([isHere({ seenAtMs: 0 }, 29_999), isHere({ seenAtMs: 0 }, 30_000)]).toEqual([true, false]);
});
