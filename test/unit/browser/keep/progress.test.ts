import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { historyLength } from "#browser/keep/history.ts";
import { sampleVerdict } from "./sample-verdict.ts";
import { labId, openTab, type Tab } from "./tab.ts";

let tab: Tab;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  tab = openTab({ channel: "progress-test" });
});
afterEach(() => tab.close());

test("the newest run comes first and carries its code", async () => {
  await tab.keep.history.addRun({ labId, code: "first", verdict: sampleVerdict() });
  await tab.keep.history.addRun({ labId, code: "second", verdict: sampleVerdict({ status: "pass", score: 1 }) });
  const entries = await tab.keep.history.of(labId);
  expect(entries.map((entry) => entry.code)).toEqual(["second", "first"]);
});

test("the history keeps the last fifty runs and does not count code put aside among them", async () => {
  await tab.keep.history.putAside({ labId, code: "before reset", reason: "reset" });
  for (let i = 1; i <= historyLength + 3; i++) {
    await tab.keep.history.addRun({ labId, code: `run ${i}`, verdict: sampleVerdict() });
  }
  const entries = await tab.keep.history.of(labId);
  const runs = entries.filter((entry) => entry.kind === "run");
  expect(runs).toHaveLength(historyLength);
  expect(runs.at(-1)?.code).toBe("run 4");
  expect(entries.filter((entry) => entry.kind === "aside")).toHaveLength(1);
});

test("the history of one lab does not show that of another whose name begins alike", async () => {
  await tab.keep.history.addRun({ labId, code: "here", verdict: sampleVerdict() });
  await tab.keep.history.addRun({ labId: `${labId}-two`, code: "there", verdict: sampleVerdict() });
  expect((await tab.keep.history.of(labId)).map((entry) => entry.code)).toEqual(["here"]);
});

test("failed runs of own code are counted, runs of the starter and stopped ones are not", async () => {
  const note = tab.keep.progress.noteRun;
  await note({ labId, verdict: sampleVerdict(), isOwnCode: false });
  await note({ labId, verdict: sampleVerdict({ status: "error", stopped: { reason: "stopped" } }), isOwnCode: true });
  await note({
    labId,
    verdict: sampleVerdict({ status: "error", stopped: { reason: "internal", detail: "" } }),
    isOwnCode: true,
  });
  await note({
    labId,
    verdict: sampleVerdict({ status: "error", stopped: { reason: "time-limit", limitMs: 5000 } }),
    isOwnCode: true,
  });
  await note({ labId, verdict: sampleVerdict({ score: 0.5 }), isOwnCode: true });
  expect(await tab.keep.progress.lab(labId)).toMatchObject({
    runs: 5,
    failedRuns: 2,
    bestScore: 0.5,
    solvedAtMs: null,
  });
});

test("a lab once solved stays solved when a later run fails", async () => {
  await tab.keep.progress.noteRun({ labId, verdict: sampleVerdict({ status: "pass", score: 1 }), isOwnCode: true });
  const solved = await tab.keep.progress.lab(labId);
  await tab.keep.progress.noteRun({ labId, verdict: sampleVerdict(), isOwnCode: true });
  expect(await tab.keep.progress.lab(labId)).toMatchObject({ solvedAtMs: solved?.solvedAtMs, bestScore: 1 });
});

test("a page is read once: the first time stands", async () => {
  await tab.keep.progress.notePageRead("07-metrics/accuracy-trap");
  const [first] = await tab.keep.progress.list();
  await tab.keep.progress.notePageRead("07-metrics/accuracy-trap");
  expect(await tab.keep.progress.list()).toEqual([first]);
});

test("answers of a quiz are kept with the number of tries", async () => {
  const given = { quizId: "07-metrics", questionId: "q1", answer: ["a", "b"] };
  await tab.keep.quizAnswers.save({ ...given, right: false });
  await tab.keep.quizAnswers.save({ ...given, answer: ["a"], right: true });
  expect(await tab.keep.quizAnswers.of("07-metrics")).toMatchObject([{ answer: ["a"], right: true, tries: 2 }]);
});

test("shown hints never become fewer", async () => {
  await tab.keep.hints.noteShown({ labId, shown: 2 });
  await tab.keep.hints.noteShown({ labId, shown: 1 });
  expect(await tab.keep.hints.shown(labId)).toBe(2);
});
