import { abortScope } from "./abort-children.ts";
import { failureDetails } from "./finish-state.ts";
import { write } from "./history-event.ts";
import type { Failure, Run } from "./run.ts";

/** Ends an execution from outside: stopped by somebody, or out of time. */
export function stopRun(
  run: Run,
  { status, ...failure }: Failure & { readonly status: "ABORTED" | "TIMED_OUT" },
): void {
  const root = [...run.scopes.values()].find(({ parent }) => parent === null);
  if (root === undefined) return;
  abortScope(run, root);
  const previousEventId = run.scopes.get(root.id)?.lastEvent ?? root.lastEvent;
  const details = failureDetails(failure);
  write({
    run,
    log: root.log,
    previousEventId,
    closing: true,
    event:
      status === "ABORTED"
        ? { type: "ExecutionAborted", executionAbortedEventDetails: details }
        : { type: "ExecutionTimedOut", executionTimedOutEventDetails: details },
  });
  run.scopes.clear();
  run.reports.length = 0;
  run.outcome = { status, ...failure, stoppedAt: run.now };
}
