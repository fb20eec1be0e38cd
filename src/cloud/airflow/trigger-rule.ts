import type { TaskState } from "./airflow-state.ts";
import type { TriggerRule } from "./dag.ts";

export type TriggerVerdict = "run" | "wait" | "skipped" | "upstream_failed";

/**
 * What a trigger rule says of a task, given the states of the tasks directly before it (Airflow, Core Concepts, "Trigger Rules"). Rules that
 * cannot be met any more give the state that Airflow sets: skipped or upstream_failed.
 */
export function triggerVerdict(rule: TriggerRule, upstream: readonly TaskState[]): TriggerVerdict {
  if (upstream.length === 0 || rule === "always") return "run";
  const count = (...states: readonly TaskState[]): number => upstream.filter((state) => states.includes(state)).length;
  const all = upstream.length;
  const success = count("success");
  const skipped = count("skipped");
  const failed = count("failed", "upstream_failed");
  const isDone = success + skipped + failed === all;
  switch (rule) {
    case "all_success":
      if (failed > 0) return "upstream_failed";
      return skipped > 0 ? "skipped" : runIf(success === all);
    case "all_failed":
      return success + skipped > 0 ? "skipped" : runIf(failed === all);
    case "all_done":
      return runIf(isDone);
    case "all_skipped":
      return success + failed > 0 ? "skipped" : runIf(skipped === all);
    case "one_failed":
      return failed > 0 ? "run" : isDone ? "skipped" : "wait";
    case "one_success":
      if (success > 0) return "run";
      return isDone ? (skipped === all ? "skipped" : "upstream_failed") : "wait";
    case "one_done":
      // upstream_failed is no end of work.
      return success + count("failed") > 0 ? "run" : isDone ? "skipped" : "wait";
    case "none_failed":
      return failed > 0 ? "upstream_failed" : runIf(isDone);
    case "none_failed_min_one_success":
      if (failed > 0) return "upstream_failed";
      return skipped === all ? "skipped" : runIf(isDone && success > 0);
    case "none_skipped":
      return skipped > 0 ? "skipped" : runIf(isDone);
    case "all_done_min_one_success":
      // What was skipped is not done for this rule.
      if (skipped > 0) return "skipped";
      if (!isDone) return "wait";
      return success > 0 ? "run" : "upstream_failed";
  }
}

function runIf(holds: boolean): TriggerVerdict {
  return holds ? "run" : "wait";
}
