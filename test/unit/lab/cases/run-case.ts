import type { CheckResult, Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";

/** A module that a learner might run, and what must come of it on every host. */
export type RunCase = {
  readonly name: string;
  readonly source: string;
  readonly timeLimitMs?: number;
  readonly memoryMiB?: number;
  readonly expected: {
    readonly status: Verdict["status"];
    /** Results of the checks adds, squares, counts, limit. */
    readonly checks?: readonly CheckResult["status"][];
    readonly reason?: NonNullable<Verdict["stopped"]>["reason"];
    /** Of the error that stopped the run, else of the first check that has one. */
    readonly line?: number;
    readonly code?: string;
    readonly message?: RegExp;
    /** Text of some console line. */
    readonly console?: RegExp;
    readonly figures?: number;
    readonly leftOut?: boolean;
  };
};

/** The answers that pass; a case replaces one of them and keeps the rest. */
export const answers = {
  add: "export const add = (a: number, b: number): number => a + b;",
  squares: "export const squares = (list: number[]) => list.map((x) => x * x);",
  counts: "export const counts = () => ({ a: 1, b: 2 });",
  limit: "export const limit = 10;",
};

export function moduleWith(parts: Partial<typeof answers> & { readonly first?: string }): string {
  const { add, squares, counts, limit } = { ...answers, ...parts };
  return [...(parts.first === undefined ? [] : [parts.first]), add, squares, counts, limit].join("\n");
}

/** What of an outcome differs from what the case expects, in words; empty when nothing does. */
export function differences({ expected }: RunCase, verdict: Verdict, events: readonly RunEvent[]): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, wanted: unknown, got: unknown): void => {
    if (wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(got)) {
      found.push(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
    }
  };
  const error =
    verdict.stopped !== undefined && "error" in verdict.stopped
      ? verdict.stopped.error
      : verdict.checks.flatMap((check) =>
          check.status === "error" && check.error !== undefined ? [check.error] : [],
        )[0];
  compare("status", expected.status, verdict.status);
  compare(
    "checks",
    expected.checks,
    verdict.checks.map(({ status }) => status),
  );
  compare("reason", expected.reason, verdict.stopped?.reason);
  compare("line", expected.line, error?.line);
  compare("code", expected.code, error?.code);
  if (expected.message !== undefined && !expected.message.test(error?.message ?? ""))
    found.push(`message: ${error?.message}`);
  const lines = events.flatMap((event) =>
    event.kind === "console" ? [event.items.map(({ text }) => text).join(" ")] : [],
  );
  if (expected.console !== undefined && !lines.some((line) => expected.console?.test(line)))
    found.push(`console: ${lines.join(" | ")}`);
  compare("figures", expected.figures, events.filter(({ kind }) => kind === "show").length);
  compare(
    "left out",
    expected.leftOut,
    events.some(({ kind }) => kind === "left-out"),
  );
  return found.length === 0 ? found : [...found, JSON.stringify(verdict.stopped ?? verdict.checks)];
}
