import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CodeKeeper, openCodeKeeper } from "#browser/lab-view/code-keeper.ts";
import type { DraftState } from "#browser/lab-view/draft-state.ts";
import { type Disk, labId, openTab, starter, type Tab } from "#test/unit/browser/keep/tab.ts";

type Open = { readonly tab: Tab; readonly keeper: CodeKeeper; readonly states: DraftState[] };
let open: Open[] = [];

async function openLab(options: { readonly disk?: Disk; readonly starter?: string } = {}): Promise<Open> {
  const tab = openTab({ channel: "code-keeper-test", ...(options.disk === undefined ? {} : { disk: options.disk }) });
  const states: DraftState[] = [];
  const keeper = await openCodeKeeper({
    keep: tab.keep,
    labId,
    labVersion: 1,
    starter: options.starter ?? starter,
    onState: (state) => states.push(state),
  });
  open.push({ tab, keeper, states });
  return { tab, keeper, states };
}

const codes = async ({ tab }: Open) => (await tab.keep.history.of(labId)).map(({ code }) => code);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  for (const { tab, keeper } of open) {
    keeper.close();
    tab.close();
  }
  open = [];
});

test("typing is saved without being asked", async () => {
  const { keeper, tab } = await openLab();
  keeper.typed("typed");
  await vi.waitFor(async () => expect((await tab.keep.drafts.find(labId))?.code).toBe("typed"), 5_000);
  expect(keeper.state().save.status).toBe("saved");
});

test("a page opened later begins with the code as it was left", async () => {
  const first = await openLab();
  first.keeper.typed("left so");
  await first.keeper.flush();
  expect((await openLab()).keeper.state()).toMatchObject({ code: "left so", starter });
});

test("opening a lab writes nothing", async () => {
  const { tab } = await openLab();
  expect(await tab.keep.drafts.find(labId)).toBeUndefined();
});

test("an idle tab follows what is typed in another", async () => {
  const [here, there] = [await openLab(), await openLab()];
  here.keeper.typed("typed here");
  await here.keeper.flush();
  await vi.waitFor(() => expect(there.keeper.state().code).toBe("typed here"), 5_000);
});

test("two tabs that both typed get a choice, and the code not chosen is in the history", async () => {
  const [here, there] = [await openLab(), await openLab()];
  here.keeper.typed("typed here");
  there.keeper.typed("typed there");
  await here.keeper.flush();
  await vi.waitFor(() => expect(there.keeper.state().save.status).toBe("conflict"), 5_000);
  await there.keeper.keepMine();
  expect(there.keeper.state()).toMatchObject({ code: "typed there", save: { status: "saved" } });
  expect(await codes(there)).toContain("typed here");
  await vi.waitFor(() => expect(here.keeper.state().code).toBe("typed there"), 5_000);
});

test("taking the other tab's code puts one's own into the history", async () => {
  const [here, there] = [await openLab(), await openLab()];
  here.keeper.typed("typed here");
  there.keeper.typed("typed there");
  await here.keeper.flush();
  await vi.waitFor(() => expect(there.keeper.state().save.status).toBe("conflict"), 5_000);
  await there.keeper.takeTheirs();
  expect(there.keeper.state().code).toBe("typed here");
  expect(await codes(there)).toContain("typed there");
});

test("a reset puts the code aside first", async () => {
  const lab = await openLab();
  lab.keeper.typed("long work");
  await lab.keeper.replace({ code: starter, reason: "reset" });
  expect(lab.keeper.state().code).toBe(starter);
  expect(await lab.tab.keep.history.of(labId)).toMatchObject([{ kind: "aside", reason: "reset", code: "long work" }]);
});

test("on a full disk the code is held and saved once there is room", async () => {
  const disk: Disk = { trouble: "full" };
  const lab = await openLab({ disk });
  lab.keeper.typed("typed");
  await lab.keeper.flush();
  expect(lab.keeper.state().save).toEqual({ status: "held", outcome: { status: "full" } });
  disk.trouble = "none";
  await lab.keeper.flush();
  expect(lab.keeper.state().save.status).toBe("saved");
  expect((await openLab()).keeper.state().code).toBe("typed");
});

test("changed code of an older starter is told until the new starter is accepted", async () => {
  const before = await openLab();
  before.keeper.typed("mine");
  await before.keeper.flush();
  before.keeper.close();
  const later = await openLab({ starter: "new starter" });
  expect(later.keeper.state()).toMatchObject({ code: "mine", starter });
  await later.keeper.acceptStarter();
  expect((await openLab({ starter: "new starter" })).keeper.state()).toMatchObject({
    code: "mine",
    starter: "new starter",
  });
});
