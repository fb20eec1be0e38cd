import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Disk, draftOf, labId, openTab, type Tab } from "./tab.ts";

let tabs: Tab[] = [];
const open = (disk: Disk) => {
  const tab = openTab({ channel: "patient-test", disk });
  tabs.push(tab);
  return tab;
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  for (const tab of tabs) tab.close();
  tabs = [];
});

test("on a full disk a draft is held, found again in the same tab, and the outcome says full", async () => {
  const { keep } = open({ trouble: "full" });
  const save = await keep.drafts.save(draftOf("typed", null));
  expect(save).toMatchObject({ status: "held", outcome: { status: "full" } });
  expect((await keep.drafts.find(labId))?.code).toBe("typed");
  expect(keep.outcome()).toEqual({ status: "full" });
});

test("a refused database is said with the browser's words and nothing is lost", async () => {
  const { keep } = open({ trouble: "refused" });
  await keep.drafts.save(draftOf("one", null));
  const save = await keep.drafts.save(draftOf("two", null));
  expect(save).toMatchObject({
    status: "held",
    draft: { code: "two" },
    outcome: { status: "refused", detail: "A mutation operation was attempted" },
  });
  expect((await keep.drafts.find(labId))?.code).toBe("two");
});

test("once there is room again, retry brings what was held to the disk", async () => {
  const disk: Disk = { trouble: "full" };
  const { keep } = open(disk);
  await keep.progress.notePageRead("07-metrics/accuracy-trap");
  await keep.quizAnswers.save({ quizId: "07-metrics", questionId: "q1", answer: "a", right: true });
  disk.trouble = "none";
  expect(await keep.retry()).toEqual({ status: "saved" });
  const later = open({ trouble: "none" }).keep;
  expect(await later.progress.list()).toHaveLength(1);
  expect(await later.quizAnswers.of("07-metrics")).toHaveLength(1);
});

test("the next save that works takes along what was held before", async () => {
  const disk: Disk = { trouble: "refused" };
  const { keep } = open(disk);
  await keep.hints.noteShown({ labId, shown: 2 });
  disk.trouble = "none";
  await keep.drafts.save(draftOf("typed", null));
  expect(await open({ trouble: "none" }).keep.hints.shown(labId)).toBe(2);
});

test("tries that are counted while the disk is full are all there afterwards", async () => {
  const disk: Disk = { trouble: "none" };
  const { keep } = open(disk);
  const answer = { quizId: "07-metrics", questionId: "q1", answer: "a", right: false };
  await keep.quizAnswers.save(answer);
  disk.trouble = "full";
  await keep.quizAnswers.save(answer);
  await keep.quizAnswers.save(answer);
  disk.trouble = "none";
  await keep.quizAnswers.save(answer);
  expect(await open({ trouble: "none" }).keep.quizAnswers.of("07-metrics")).toMatchObject([{ tries: 4 }]);
});

test("what another tab saved while this one could not is not overwritten when this one can again", async () => {
  const disk: Disk = { trouble: "none" };
  const here = open(disk).keep;
  await here.drafts.save(draftOf("base", null));
  disk.trouble = "full";
  await here.drafts.save(draftOf("held here", 1));
  const there = open({ trouble: "none" }).keep;
  await there.drafts.save(draftOf("saved there", 1));
  disk.trouble = "none";
  await here.retry();
  expect(await here.drafts.save(draftOf("held here", 1))).toMatchObject({
    status: "conflict",
    theirs: { code: "saved there" },
  });
});

test("a hundred saves at once end with the last one", async () => {
  const { keep } = open({ trouble: "refused" });
  await Promise.all(Array.from({ length: 100 }, (_, i) => keep.drafts.save(draftOf(`code ${i}`, null))));
  expect((await keep.drafts.find(labId))?.code).toBe("code 99");
});
