import type { Draft, LabProgress, Progress, QuizAnswer } from "#contract/keep.ts";
import { historyId } from "./history-id.ts";
import { type Kept, type KeptRecord, putting, type StoreName, type Write } from "./kept.ts";

/**
 * What has to be written so that both what is here and what comes in are kept: the newer of two drafts stands and the older one goes
 * to the history, progress and hints only grow, answers and preferences follow the newer.
 */
export function mergeRecords<N extends StoreName>(options: {
  readonly store: N;
  readonly here: Kept[N] | undefined;
  readonly incoming: Kept[N];
}): readonly Write[] {
  const { store, here, incoming } = options;
  if (here === undefined) return [putting(store, incoming)];
  if (store === "drafts") return mergeDrafts(here as Draft, incoming as Draft); // the store's name says the type
  const merged = merge(store, here, incoming);
  return isSame(here, merged) ? [] : [putting(store, merged as Kept[N])]; // merge keeps the store's type
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function mergeDrafts(here: Draft, incoming: Draft): readonly Write[] {
  const [newer, older] = incoming.savedAtMs > here.savedAtMs ? [incoming, here] : [here, incoming];
  if (newer.code === older.code) return [];
  const aside = putting("history", {
    kind: "aside",
    id: historyId({ labId: older.labId, atMs: older.savedAtMs, suffix: "import" }),
    labId: older.labId,
    atMs: older.savedAtMs,
    code: older.code,
    reason: "import",
  });
  if (newer === here) return [aside];
  return [aside, putting("drafts", { ...newer, revision: Math.max(here.revision, incoming.revision) + 1 })];
}

function merge(store: StoreName, here: KeptRecord, incoming: KeptRecord): KeptRecord {
  switch (store) {
    case "progress":
      return mergeProgress(here as Progress, incoming as Progress); // the store's name says the type
    case "quizAnswers":
      return mergeAnswers(here as QuizAnswer, incoming as QuizAnswer); // the store's name says the type
    case "hints": {
      const [a, b] = [here as Kept["hints"], incoming as Kept["hints"]]; // the store's name says the type
      return b.shown > a.shown ? b : a;
    }
    case "preferences": {
      const [a, b] = [here as Kept["preferences"], incoming as Kept["preferences"]]; // the store's name says the type
      return b.updatedAtMs > a.updatedAtMs ? b : a;
    }
    default:
      return here;
  }
}

function mergeProgress(here: Progress, incoming: Progress): Progress {
  if (here.kind === "lab" && incoming.kind === "lab") return mergeLabs(here, incoming);
  if (here.kind === "page" && incoming.kind === "page") return here.readAtMs <= incoming.readAtMs ? here : incoming;
  return here;
}

function mergeLabs(here: LabProgress, incoming: LabProgress): LabProgress {
  return {
    ...here,
    runs: Math.max(here.runs, incoming.runs),
    failedRuns: Math.max(here.failedRuns, incoming.failedRuns),
    bestScore: Math.max(here.bestScore, incoming.bestScore),
    solvedAtMs: earliest(here.solvedAtMs, incoming.solvedAtMs),
    solutionSeenAtMs: earliest(here.solutionSeenAtMs, incoming.solutionSeenAtMs),
    updatedAtMs: Math.max(here.updatedAtMs, incoming.updatedAtMs),
  };
}

function mergeAnswers(here: QuizAnswer, incoming: QuizAnswer): QuizAnswer {
  const newer = incoming.answeredAtMs > here.answeredAtMs ? incoming : here;
  return { ...newer, tries: Math.max(here.tries, incoming.tries) };
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
