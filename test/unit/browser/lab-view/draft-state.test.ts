import { expect, test } from "vitest";
import { type DraftEvent, type DraftState, nextDraftState, openedDraft } from "#browser/lab-view/draft-state.ts";
import type { Draft } from "#contract/keep.ts";

const starter = "start";
const draft = (code: string, revision: number, base = starter): Draft => ({
  labId: "07-metrics/fish-matrix",
  code,
  starter: base,
  labVersion: 1,
  revision,
  savedAtMs: revision * 10,
});
const after = (from: DraftState, ...events: readonly DraftEvent[]) => events.reduce(nextDraftState, from);
const fresh = openedDraft({ draft: undefined, starter });
const kept = openedDraft({ draft: draft("kept", 3), starter });

test("without a draft the code is the starter and nothing waits", () => {
  expect(fresh).toEqual({ code: starter, starter, revision: null, save: { status: "untouched" } });
});

test("untouched code of an older starter follows the new one by itself", () => {
  expect(openedDraft({ draft: draft("old", 1, "old"), starter: "new" })).toMatchObject({ code: "new", starter: "new" });
});

test("changed code of an older starter keeps that starter as its base", () => {
  expect(openedDraft({ draft: draft("mine", 1, "old"), starter: "new" })).toMatchObject({
    code: "mine",
    starter: "old",
  });
});

test("typing waits until it is saved, and says when", () => {
  const waiting = after(fresh, { kind: "typed", code: "a" });
  expect(waiting.save).toEqual({ status: "waiting" });
  expect(after(waiting, { kind: "saved", draft: draft("a", 1) }).save).toEqual({ status: "saved", atMs: 10 });
});

test("what was typed during a save still waits after it", () => {
  const state = after(
    fresh,
    { kind: "typed", code: "a" },
    { kind: "typed", code: "ab" },
    { kind: "saved", draft: draft("a", 1) },
  );
  expect(state).toMatchObject({ code: "ab", revision: 1, save: { status: "waiting" } });
});

test("a draft changed in another tab is taken over when nothing here is unsaved", () => {
  const state = after(kept, { kind: "elsewhere", draft: draft("theirs", 4), starter });
  expect(state).toMatchObject({ code: "theirs", revision: 4, save: { status: "saved" } });
});

test("with unsaved typing here, another tab's change becomes a choice and the code stays", () => {
  const state = after(kept, { kind: "typed", code: "mine" }, { kind: "elsewhere", draft: draft("theirs", 4), starter });
  expect(state).toMatchObject({ code: "mine", save: { status: "conflict", theirs: { code: "theirs" } } });
  expect(after(state, { kind: "typed", code: "mine too" })).toMatchObject({
    code: "mine too",
    save: { status: "conflict" },
  });
});

test("keeping mine builds on their revision, so that the next save is no conflict", () => {
  const state = after(
    kept,
    { kind: "typed", code: "mine" },
    { kind: "conflict", theirs: draft("theirs", 7) },
    { kind: "keeps-mine" },
  );
  expect(state).toMatchObject({ code: "mine", revision: 7, save: { status: "waiting" } });
});

test("taking theirs shows their code as saved", () => {
  const state = after(
    kept,
    { kind: "typed", code: "mine" },
    { kind: "conflict", theirs: draft("theirs", 7) },
    { kind: "took-theirs" },
  );
  expect(state).toMatchObject({ code: "theirs", revision: 7, save: { status: "saved", atMs: 70 } });
});

test("the news of one's own revision changes nothing", () => {
  expect(after(kept, { kind: "elsewhere", draft: draft("kept", 3), starter })).toBe(kept);
});

test("when all is forgotten, saved code goes back to the starter and unsaved typing stays", () => {
  expect(after(kept, { kind: "elsewhere", draft: undefined, starter })).toMatchObject({
    code: starter,
    revision: null,
  });
  const typing = after(kept, { kind: "typed", code: "mine" }, { kind: "elsewhere", draft: undefined, starter });
  expect(typing).toMatchObject({ code: "mine", revision: null, save: { status: "waiting" } });
});
