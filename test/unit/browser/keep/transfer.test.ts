import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateExport } from "#browser/keep/migrate-export.ts";
import { exportFile as exportFileSchema } from "#contract/keep.ts";
import { sampleVerdict } from "./sample-verdict.ts";
import { draftOf, labId, openTab, type Tab } from "./tab.ts";

let tab: Tab;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  tab = openTab({ channel: "transfer-test" });
});
afterEach(() => tab.close());

async function fillAndExport(): Promise<Blob> {
  await tab.keep.drafts.save(draftOf("exported", null));
  await tab.keep.history.addRun({ labId, code: "exported", verdict: sampleVerdict({ status: "pass", score: 1 }) });
  await tab.keep.progress.noteRun({ labId, verdict: sampleVerdict({ status: "pass", score: 1 }), isOwnCode: true });
  await tab.keep.progress.notePageRead("07-metrics/accuracy-trap");
  await tab.keep.quizAnswers.save({ quizId: "07-metrics", questionId: "q1", answer: { a: "b" }, right: true });
  await tab.keep.hints.noteShown({ labId, shown: 1 });
  await tab.keep.preferences.save({ name: "editor", value: "light" });
  return tab.keep.exportFile();
}

async function readable(file: Blob) {
  const reading = await tab.keep.readImport(file);
  if (reading.status !== "readable") throw new Error(`${reading.reason}: ${reading.detail}`);
  return reading;
}

test("an export obeys its own schema", async () => {
  const file: unknown = JSON.parse(await (await fillAndExport()).text());
  expect(exportFileSchema.safeParse(file).error).toBeUndefined();
});

test("what was exported comes back whole after everything was forgotten", async () => {
  const file = await fillAndExport();
  await tab.keep.forgetEverything();
  const reading = await readable(file);
  expect(reading.counts.progress).toEqual({ added: 2, changed: 0, same: 0 });
  await reading.bring();
  const [again, before] = await Promise.all(
    [tab.keep.exportFile(), file].map(async (each) => JSON.parse(await (await each).text())),
  );
  expect({ ...again, exportedAtMs: 0 }).toEqual({ ...before, exportedAtMs: 0 });
});

test("importing what is here already changes nothing", async () => {
  const reading = await readable(await fillAndExport());
  for (const count of Object.values(reading.counts)) expect(count).toMatchObject({ added: 0, changed: 0 });
});

test("a newer draft here stands and the imported one is found in the history", async () => {
  const file = await fillAndExport();
  await tab.keep.drafts.save(draftOf("typed later", 1));
  await (await readable(file)).bring();
  expect((await tab.keep.drafts.find(labId))?.code).toBe("typed later");
  expect((await tab.keep.history.of(labId)).map(({ kind, code }) => [kind, code])).toContainEqual([
    "aside",
    "exported",
  ]);
});

test("undo takes an import back, but not what was typed since", async () => {
  const file = await fillAndExport();
  await tab.keep.forgetEverything();
  const brought = await (await readable(file)).bring();
  const draft = await tab.keep.drafts.find(labId);
  await tab.keep.drafts.save(draftOf("typed after the import", draft?.revision ?? null));
  await brought.undo();
  expect(await tab.keep.progress.list()).toEqual([]);
  expect(await tab.keep.quizAnswers.of("07-metrics")).toEqual([]);
  expect((await tab.keep.drafts.find(labId))?.code).toBe("typed after the import");
});

test.each([
  ["not-json", "hello"],
  ["not-ours", `{"format":"another","version":1}`],
  ["newer", `{"format":"siklus-learning","version":99}`],
  ["damaged", `{"format":"siklus-learning","version":1,"drafts":[{"labId":"x"}]}`],
])("a file that is %s is refused with that reason", async (reason, text) => {
  expect(await tab.keep.readImport(new Blob([text]))).toMatchObject({ status: "unreadable", reason });
});

test("a file of an earlier version goes through each step in turn", () => {
  const steps = new Map<number, (file: Readonly<Record<string, unknown>>) => Record<string, unknown>>([
    [1, (file: Readonly<Record<string, unknown>>) => ({ ...file, second: true })],
    [2, (file: Readonly<Record<string, unknown>>) => ({ ...file, third: "second" in file })],
  ]);
  const migrated = migrateExport({ file: { format: "siklus-learning", version: 1 }, version: 3, steps });
  expect(migrated).toEqual({
    status: "migrated",
    file: { format: "siklus-learning", version: 3, second: true, third: true },
  });
});
