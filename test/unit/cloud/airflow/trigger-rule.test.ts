import { describe, expect, it } from "vitest";
import type { TaskState } from "#cloud/airflow/airflow-state.ts";
import { type TriggerRule, triggerRules } from "#cloud/airflow/dag.ts";
import { type TriggerVerdict, triggerVerdict } from "#cloud/airflow/trigger-rule.ts";

/** A letter a state: Success, Failed, sKipped, Upstream_failed, Running, None. */
const states: Readonly<Record<string, TaskState>> = {
  S: "success",
  F: "failed",
  K: "skipped",
  U: "upstream_failed",
  R: "running",
  N: "none",
};

/** What Airflow's guide says of each rule ("Trigger Rules"), for what stands before a task. */
const cases: Readonly<Record<TriggerRule, Readonly<Record<string, TriggerVerdict>>>> = {
  // All upstream tasks have succeeded. Skips and failures cascade.
  all_success: {
    SS: "run",
    SR: "wait",
    SK: "skipped",
    SF: "upstream_failed",
    SU: "upstream_failed",
    RF: "upstream_failed",
  },
  // All upstream tasks are in a failed or upstream_failed state.
  all_failed: { FF: "run", FU: "run", FR: "wait", FS: "skipped", FK: "skipped" },
  // All upstream tasks are done with their execution.
  all_done: { SS: "run", SF: "run", KU: "run", SR: "wait" },
  // All upstream tasks are in a skipped state.
  all_skipped: { KK: "run", KR: "wait", KS: "skipped", KF: "skipped" },
  // At least one has failed; does not wait for all.
  one_failed: { FR: "run", UN: "run", SR: "wait", SS: "skipped", KK: "skipped" },
  // At least one has succeeded; does not wait for all.
  one_success: { SR: "run", SF: "run", RF: "wait", FF: "upstream_failed", KK: "skipped", KF: "upstream_failed" },
  // At least one has succeeded or failed.
  one_done: { SR: "run", FR: "run", KR: "wait", KK: "skipped" },
  // None is failed or upstream_failed: all have succeeded or been skipped.
  none_failed: { SS: "run", SK: "run", KK: "run", SR: "wait", SF: "upstream_failed", KU: "upstream_failed" },
  // The same, and at least one has succeeded.
  none_failed_min_one_success: { SS: "run", SK: "run", KK: "skipped", KR: "wait", SF: "upstream_failed" },
  // None is skipped: all are success, failed or upstream_failed.
  none_skipped: { SS: "run", SF: "run", FU: "run", SR: "wait", SK: "skipped" },
  // All that were not skipped are done and at least one has succeeded; a skip is no end of work (Airflow 3.1).
  all_done_min_one_success: { SF: "run", SK: "skipped", SR: "wait", FF: "upstream_failed", KK: "skipped" },
  // No dependencies at all, run at any time.
  always: { RR: "run", FF: "run", NN: "run" },
};

describe("trigger rules", () => {
  for (const rule of triggerRules) {
    it(rule, () => {
      for (const [upstream, verdict] of Object.entries(cases[rule])) {
        const given = [...upstream].map((letter) => states[letter] ?? "none");
        expect([upstream, triggerVerdict(rule, given)]).toEqual([upstream, verdict]);
        expect(triggerVerdict(rule, given.toReversed())).toBe(verdict);
      }
      expect(triggerVerdict(rule, [])).toBe("run");
    });
  }
});
