import type { LearnerError } from "#contract/sandbox.ts";
import type { Verdict } from "#contract/verdict.ts";
import { type Facts, fill } from "#i18n/fill.ts";
import type { StopReason } from "./run-state.ts";
import { findWords, type Said } from "./words.ts";

type Words = Readonly<Record<string, string>>;

export type Explained = {
  readonly tone: "good" | "bad" | "warn" | "plain";
  readonly title: Said;
  /** What one can do about it. */
  readonly remedy?: Said;
  /** The words of the machine, in English, shown as code. */
  readonly detail?: string;
  readonly place?: { readonly line: number; readonly column?: number };
};

/** How a run ended, as a headline with reason and remedy. */
export function explainVerdict(options: {
  readonly verdict: Verdict;
  readonly why: StopReason | null;
  readonly words: Words;
}): Explained {
  const { verdict, why, words } = options;
  const { stopped } = verdict;
  switch (stopped?.reason) {
    case undefined:
      return explainChecks(verdict);
    case "learner-error":
      return explainError(stopped.error, words);
    case "time-limit":
      return explained("lab.ended-time", "bad", { seconds: stopped.limitMs / 1000 });
    case "memory-limit":
      return explained("lab.ended-memory", "bad", { limit: stopped.limitMiB });
    case "stopped":
      return { tone: "plain", title: { key: why === "other-lab" ? "lab.stopped-other" : "lab.stopped" } };
    case "crashed":
      return explained("lab.ended-crash", "warn");
    case "internal":
      return { ...explained("lab.ended-internal", "warn"), detail: stopped.detail };
  }
}

function explained(key: string, tone: Explained["tone"], facts = {}): Explained {
  return { tone, title: { key, facts }, remedy: { key: `${key}-remedy`, facts } };
}

function explainChecks(verdict: Verdict): Explained {
  const count = verdict.checks.length;
  const passed = verdict.checks.filter(({ status }) => status === "pass").length;
  if (verdict.status === "pass") return { tone: "good", title: { key: "lab.solved", facts: { count } } };
  if (count === 0) return explained("lab.ended-internal", "warn");
  const key = passed === 0 ? "lab.passed-none" : "lab.passed-some";
  return { tone: "warn", title: { key, facts: { passed, count } } };
}

/** An error of the learner's code: the reason in their language where it has a code, the machine's words beside it. */
export function explainError(error: LearnerError, words: Words): Explained {
  const place = error.line === undefined ? {} : { place: placeOf(error.line, error.column) };
  const detail = error.name === "EngineError" ? error.message : `${error.name}: ${error.message}`;
  const coded = error.code === undefined ? undefined : `engine.${error.code}`;
  if (coded !== undefined && isSayable({ words, key: coded, facts: error.facts ?? {} })) {
    return { tone: "bad", title: { key: coded, facts: error.facts ?? {} }, detail, ...place };
  }
  return { tone: "bad", title: { key: `lab.error-${error.phase}` }, detail, ...place };
}

/** A sentence that would show an empty place is no help: the machine's own words stand alone then. */
function isSayable({ words, key, facts }: { words: Words; key: string; facts: Facts }): boolean {
  const text = findWords(words, key);
  return text !== undefined && !/\{\w+\}/.test(fill(text, facts));
}

function placeOf(line: number, column: number | undefined) {
  return column === undefined ? { line } : { line, column };
}
