import type { LearnerError } from "#contract/sandbox.ts";
import type { Verdict } from "#contract/verdict.ts";

/** The place in the learner's code that a run points at: where loading failed, else where the first check met an error. */
export function errorPlace(
  verdict: Verdict,
): { readonly line: number; readonly column?: number; readonly message: string } | null {
  const { stopped } = verdict;
  const ofRun = stopped !== undefined && "error" in stopped ? stopped.error : undefined;
  const ofChecks = verdict.checks.flatMap((check) =>
    check.status === "error" && check.error !== undefined ? [check.error] : [],
  );
  const found = [ofRun, ...ofChecks].find((error): error is LearnerError => error?.line !== undefined);
  if (found?.line === undefined) return null;
  const column = found.column === undefined ? {} : { column: found.column };
  return { line: found.line, message: `${found.name}: ${found.message}`, ...column };
}
