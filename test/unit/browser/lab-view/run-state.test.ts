import { expect, test } from "vitest";
import { idle, isBusy, nextRunState, type RunEvent, type RunState } from "#browser/lab-view/run-state.ts";
import type { Verdict } from "#contract/verdict.ts";

const after = (...events: readonly RunEvent[]) => events.reduce<RunState>(nextRunState, idle);
const passed: Verdict = {
  origin: "practice",
  lab: "07-metrics/fish-matrix",
  labVersion: 1,
  status: "pass",
  checks: [],
  score: 1,
  seed: 1,
  durationMs: 5,
};
const stopped: Verdict = { ...passed, status: "error", score: 0, stopped: { reason: "stopped" } };

test("a second Run while one runs changes nothing", () => {
  const running = after({ kind: "run" }, { kind: "phase", phase: "checking" });
  expect(nextRunState(running, { kind: "run" })).toBe(running);
});

test("checks arrive one by one and a check that comes again replaces itself", () => {
  const state = after(
    { kind: "run" },
    { kind: "check", result: { status: "pass", id: "a", weight: 1 } },
    { kind: "check", result: { status: "pass", id: "b", weight: 1 } },
    { kind: "check", result: { status: "fail", id: "a", weight: 1, message: { key: "k", params: {} } } },
  );
  expect(state.status === "running" && state.checks.map(({ id, status }) => [id, status])).toEqual([
    ["b", "pass"],
    ["a", "fail"],
  ]);
});

test("Stop while starting is kept until the run has ended, and the lab stays busy", () => {
  const stopping = after({ kind: "run" }, { kind: "stop", why: "by-hand" });
  expect(isBusy(stopping)).toBe(true);
  expect(nextRunState(stopping, { kind: "run" })).toBe(stopping);
  expect(nextRunState(stopping, { kind: "cancelled" })).toEqual({ status: "cancelled", why: "by-hand" });
});

test("a check that comes after Stop is not shown", () => {
  const stopping = after({ kind: "run" }, { kind: "stop", why: "by-hand" });
  expect(nextRunState(stopping, { kind: "check", result: { status: "pass", id: "a", weight: 1 } })).toBe(stopping);
});

test("a run that was stopped for another lab says so", () => {
  const state = after({ kind: "run" }, { kind: "stop", why: "other-lab" }, { kind: "verdict", verdict: stopped });
  expect(state).toMatchObject({ status: "done", why: "other-lab" });
});

test("a verdict that was reached before Stop took effect stands as it is", () => {
  const state = after({ kind: "run" }, { kind: "stop", why: "by-hand" }, { kind: "verdict", verdict: passed });
  expect(state).toMatchObject({ status: "done", why: null, verdict: { status: "pass" } });
});

test("a result is outdated once the code changes, and fresh again after the next run", () => {
  const state = after({ kind: "run" }, { kind: "verdict", verdict: passed }, { kind: "code-changed" });
  expect(state).toMatchObject({ status: "done", isOutdated: true });
  const again = [{ kind: "run" } as const, { kind: "verdict", verdict: passed } as const].reduce(nextRunState, state);
  expect(again).toMatchObject({ status: "done", isOutdated: false });
});

test("a host that fails is said, and Run works again", () => {
  const failed = after({ kind: "run" }, { kind: "host-failed", detail: "no worker" });
  expect(failed).toEqual({ status: "failed", detail: "no worker" });
  expect(nextRunState(failed, { kind: "run" }).status).toBe("running");
});

test("Stop, a verdict and a check without a run change nothing", () => {
  for (const event of [
    { kind: "stop", why: "by-hand" },
    { kind: "verdict", verdict: passed },
    { kind: "check", result: { status: "pass", id: "a", weight: 1 } },
  ] as const) {
    expect(nextRunState(idle, event)).toBe(idle);
  }
});
