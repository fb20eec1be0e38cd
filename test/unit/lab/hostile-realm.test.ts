import { expect, it } from "vitest";
import type { Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";
import { runLab } from "#lab/run-lab.ts";
import { nodeTimer } from "#tools/labs/node-host.ts";
import { caseLab } from "./cases/case-lab.ts";

// A realm that has been taken over whole: it says whatever it likes. Each test plays one.
type Ask = { readonly kind: string; readonly id?: number; readonly name?: string };

async function against(answer: (ask: Ask, say: (message: unknown) => void) => void, timeLimitMs = 500) {
  const events: RunEvent[] = [];
  let say: (message: unknown) => void = () => {};
  const { done } = runLab({
    lab: caseLab({ timeLimitMs }),
    source: "",
    timer: nodeTimer,
    onEvent: (event) => events.push(event),
    port: {
      post: (message) => answer(message, say),
      listen: (listener) => {
        say = listener.message;
      },
    },
  });
  const verdict: Verdict = await done;
  return { verdict, events };
}

const loaded = {
  kind: "loaded",
  exports: ["add", "squares", "counts", "limit"].map((name) => ({ name, type: "function" })),
};

it("silence is a time-out, never a pass", async () => {
  const { verdict } = await against(() => {});
  expect(verdict).toMatchObject({ status: "error", stopped: { reason: "time-limit" }, score: 0 });
  expect(verdict.checks).toHaveLength(4);
});

it("a verdict, a check result or any unknown message is not heard", async () => {
  const { verdict, events } = await against((ask, say) => {
    for (const kind of ["verdict", "check", "pass", "phase", "done"])
      say({ kind, status: "pass", score: 1, id: "adds" });
    for (const noise of [
      null,
      5,
      "pass",
      [],
      { kind: "loaded" },
      { kind: "console", level: "log", items: [{ kind: "object" }] },
    ])
      say(noise);
    if (ask.kind === "load") say(loaded);
    else say({ kind: "returned", id: ask.id, value: null });
  });
  expect(verdict.checks.map(({ status }) => status)).toEqual(["fail", "fail", "fail", "fail"]);
  expect(events.filter(({ kind }) => kind === "console")).toEqual([]);
});

it("an answer to a question not yet asked is dropped", async () => {
  const { verdict } = await against((ask, say) => {
    if (ask.kind !== "load") return;
    say(loaded);
    for (let id = 0; id < 10; id++) say({ kind: "returned", id, value: 5 });
  });
  expect(verdict.stopped).toEqual({ reason: "time-limit", limitMs: 500 });
});

it("an answer that is no plain data is an error of the check", async () => {
  const { verdict } = await against((ask, say) => {
    if (ask.kind === "load") say(loaded);
    else say({ kind: "returned", id: ask.id, value: { deep: new (class Five {})() } });
  });
  expect(verdict.checks.every(({ status }) => status === "error")).toBe(true);
});

it("a flood of lines and figures is bounded and told, however the realm counts", async () => {
  const { events } = await against((ask, say) => {
    if (ask.kind !== "load") return say({ kind: "returned", id: ask.id, value: 1 });
    for (let i = 0; i < 1_000; i++) say({ kind: "console", level: "log", items: [{ kind: "text", text: "x" }] });
    for (let i = 0; i < 100; i++)
      say({ kind: "show", figure: { kind: "bar", title: "", xLabel: "", yLabel: "", categories: [], values: [] } });
    say({ kind: "left-out", lines: -5, figures: 2 });
    say(loaded);
  });
  expect(events.filter(({ kind }) => kind === "console")).toHaveLength(300);
  expect(events.filter(({ kind }) => kind === "show")).toHaveLength(24);
  expect(events.some((event) => event.kind === "left-out" && event.lines > 0)).toBe(true);
});
