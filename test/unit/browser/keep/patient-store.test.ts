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
  const save = await keep.drafts.save(draftOf("two", 1));
  expect(save).toMatchObject({
    status: "held",
    draft: { code: "two", revision: 2 },
    outcome: { status: "refused", detail: "A mutation operation was attempted" },
  });
});

test("once there is room again, retry brings what was held to the disk", async () => {
  const disk: Disk = { trouble: "full" };
  const { keep } = open(disk);
  await keep.drafts.save(draftOf("typed", null));
  await keep.progress.notePageRead("07-metrics/accuracy-trap");
  disk.trouble = "none";
  expect(await keep.retry()).toEqual({ status: "saved" });
  const later = open({ trouble: "none" }).keep;
  expect((await later.drafts.find(labId))?.code).toBe("typed");
  expect(await later.progress.list()).toHaveLength(1);
});

test("the next save that works takes along what was held before", async () => {
  const disk: Disk = { trouble: "refused" };
  const { keep } = open(disk);
  await keep.hints.noteShown({ labId, shown: 2 });
  disk.trouble = "none";
  await keep.drafts.save(draftOf("typed", null));
  expect(await open({ trouble: "none" }).keep.hints.shown(labId)).toBe(2);
});

test("what another tab saved while this one could not is not overwritten by the retry: the older code goes to the history", async () => {
  const disk: Disk = { trouble: "full" };
  const here = open(disk);
  await here.keep.drafts.save(draftOf("held here", null));
  const there = open({ trouble: "none" });
  there.clock.nowMs = 9_000;
  await there.keep.drafts.save(draftOf("newer there", null));
  disk.trouble = "none";
  await here.keep.retry();
  expect((await there.keep.drafts.find(labId))?.code).toBe("newer there");
  expect(await there.keep.history.of(labId)).toMatchObject([{ kind: "aside", code: "held here" }]);
});

test("a hundred saves at once end with the last one", async () => {
  const { keep } = open({ trouble: "refused" });
  const saves = Array.from({ length: 100 }, (_, i) => keep.drafts.save(draftOf(`code ${i}`, i === 0 ? null : i)));
  await Promise.all(saves);
  expect((await keep.drafts.find(labId))?.code).toBe("code 99");
});
