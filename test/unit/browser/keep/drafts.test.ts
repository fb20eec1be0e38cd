import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { KeepChange } from "#browser/keep/change-feed.ts";
import { draftOf, labId, openTab, type Tab } from "./tab.ts";

let tabs: Tab[] = [];
const open = () => {
  const tab = openTab({ channel: "drafts-test" });
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

test("a draft that was saved is found by a page opened later", async () => {
  const first = await open().keep.drafts.save(draftOf("let a = 2;", null));
  expect(first.status).toBe("saved");
  const found = await open().keep.drafts.find(labId);
  expect(found).toMatchObject({ code: "let a = 2;", revision: 1, labVersion: 1 });
});

test("each save of one tab raises the revision by one", async () => {
  const { keep } = open();
  await keep.drafts.save(draftOf("a", null));
  const second = await keep.drafts.save(draftOf("ab", 1));
  expect(second).toMatchObject({ status: "saved", draft: { revision: 2, code: "ab" } });
});

test("a tab that has not seen another tab's save is told and overwrites nothing", async () => {
  const [here, there] = [open().keep, open().keep];
  await here.drafts.save(draftOf("base", null));
  await there.drafts.save(draftOf("theirs", 1));
  const late = await here.drafts.save(draftOf("mine", 1));
  expect(late).toMatchObject({ status: "conflict", theirs: { code: "theirs", revision: 2 } });
  expect((await here.drafts.find(labId))?.code).toBe("theirs");
});

test("two tabs that both begin without a draft do not overwrite one another", async () => {
  const [here, there] = [open().keep, open().keep];
  await here.drafts.save(draftOf("mine", null));
  expect((await there.drafts.save(draftOf("theirs", null))).status).toBe("conflict");
});

test("the same code from two tabs is no conflict", async () => {
  const [here, there] = [open().keep, open().keep];
  await here.drafts.save(draftOf("same", null));
  expect((await there.drafts.save(draftOf("same", null))).status).toBe("saved");
});

test("a save is told to the other tab as a change elsewhere", async () => {
  const [here, there] = [open().keep, open().keep];
  const told = new Promise<KeepChange>((resolve) => there.onChange(resolve));
  await here.drafts.save(draftOf("mine", null));
  expect(await told).toEqual({ store: "drafts", key: labId, from: "elsewhere" });
});

test("after everything is forgotten there is no draft, and a late save of an open tab starts anew", async () => {
  const { keep } = open();
  await keep.drafts.save(draftOf("a", null));
  await keep.forgetEverything();
  expect(await keep.drafts.find(labId)).toBeUndefined();
  expect((await keep.drafts.save(draftOf("ab", 1))).status).toBe("saved");
});
