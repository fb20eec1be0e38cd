import type { Figure } from "#contract/figure.ts";
import type { FromRealm, LearnerError, RealmOutput, ToRealm } from "#contract/sandbox.ts";
import type { Attempt } from "./check.ts";
import { LearnerFault, RunEnded } from "./learner-fault.ts";
import { parseRealmMessage } from "./parse-realm-message.ts";
import { outputLimits } from "./realm/output.ts";
import type { RealmPort } from "./realm-port.ts";

export type Loaded = { readonly status: "loaded" } | { readonly status: "load-failed"; readonly error: LearnerError };

/** The trusted end of one conversation with one learner's realm. */
export type Session = {
  readonly load: (message: Omit<Extract<ToRealm, { kind: "load" }>, "kind">) => Promise<Loaded>;
  readonly attempt: (name: string, args: readonly unknown[]) => Promise<Attempt>;
  readonly read: (name: string) => Promise<Attempt>;
  readonly figures: () => readonly Figure[];
  /** After this nothing of the realm is heard and all that is awaited rejects with RunEnded. */
  readonly close: () => void;
};

export function openSession({
  port,
  onOutput,
  onEnd,
}: {
  readonly port: RealmPort;
  readonly onOutput: (output: RealmOutput) => void;
  readonly onEnd: (why: "crashed" | "memory-limit") => void;
}): Session {
  const waiting = new Map<number, { resolve: (attempt: Attempt) => void; reject: (error: RunEnded) => void }>();
  const kinds = new Map<string, string>();
  const figures: Figure[] = [];
  const bounded = boundedOutput(onOutput, figures);
  let loading: { resolve: (loaded: Loaded) => void; reject: (error: RunEnded) => void } | undefined;
  let open = true;
  let nextId = 1;

  const settle = (id: number, attempt: Attempt): void => {
    waiting.get(id)?.resolve(attempt);
    waiting.delete(id);
  };

  const hear = (message: FromRealm): void => {
    switch (message.kind) {
      case "loaded":
        if (loading === undefined) return;
        for (const { name, type } of message.exports) kinds.set(name, type);
        loading.resolve({ status: "loaded" });
        loading = undefined;
        return;
      case "load-failed":
        loading?.resolve({ status: "load-failed", error: message.error });
        loading = undefined;
        return;
      case "returned":
        settle(message.id, { status: "returned", value: message.value });
        return;
      case "threw":
        settle(message.id, { status: "threw", error: message.error });
        return;
      case "ready":
        return;
      default:
        bounded(message);
    }
  };

  port.listen({
    message: (raw) => {
      if (!open) return;
      const message = parseRealmMessage(raw);
      if (message !== undefined) hear(message);
      else if (isAnswer(raw)) settle(raw.id, { status: "threw", error: unreadable });
    },
    end: (why) => {
      if (open) onEnd(why);
    },
  });

  const ask = (question: (id: number) => ToRealm): Promise<Attempt> =>
    new Promise((resolve, reject) => {
      if (!open) return reject(new RunEnded());
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      port.post(question(id));
    });

  const requireExport = (name: string): string => {
    const kind = kinds.get(name);
    if (kind === undefined) throw new LearnerFault("fail", { key: "std.missing-export", params: { name } });
    return kind;
  };

  return {
    load: (message) =>
      new Promise((resolve, reject) => {
        loading = { resolve, reject };
        port.post({ kind: "load", ...message });
      }),
    attempt: async (name, args) => {
      const kind = requireExport(name);
      if (kind !== "function" && kind !== "unknown") {
        throw new LearnerFault("fail", { key: "std.not-a-function", params: { name, got: kind } });
      }
      return ask((id) => ({ kind: "call", id, name, args: [...args] }));
    },
    read: async (name) => {
      requireExport(name);
      return ask((id) => ({ kind: "read", id, name }));
    },
    figures: () => [...figures],
    close: () => {
      open = false;
      const ended = new RunEnded();
      loading?.reject(ended);
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
    },
  };
}

const unreadable: LearnerError = {
  name: "Error",
  message: "the result is no plain data",
  code: "not-plain",
  facts: { what: "the result", got: "no plain data" },
  phase: "call",
};

function isAnswer(raw: unknown): raw is { readonly id: number } {
  if (typeof raw !== "object" || raw === null || !("kind" in raw) || !("id" in raw)) return false;
  return raw.kind === "returned" && typeof raw.id === "number";
}

/** Keeps the bounds that an honest realm keeps by itself, and adds up what was left out on both sides. */
function boundedOutput(onOutput: (output: RealmOutput) => void, figures: Figure[]): (output: RealmOutput) => void {
  const seen = { lines: 0, progress: 0 };
  const left = { lines: 0, figures: 0 };
  let told = 0;
  const leaveOut = (more: { lines: number; figures: number }): void => {
    left.lines += more.lines;
    left.figures += more.figures;
    const total = left.lines + left.figures;
    if (told > 0 && total < told * 1.5) return;
    told = total;
    onOutput({ kind: "left-out", ...left });
  };
  let realmSaid = { lines: 0, figures: 0 };
  return (output) => {
    if (output.kind === "console" && seen.lines++ >= outputLimits.lines) return leaveOut({ lines: 1, figures: 0 });
    if (output.kind === "show" && figures.length >= outputLimits.figures) return leaveOut({ lines: 0, figures: 1 });
    if (output.kind === "progress" && seen.progress++ >= outputLimits.progress) return;
    if (output.kind === "left-out") {
      const more = { lines: output.lines - realmSaid.lines, figures: output.figures - realmSaid.figures };
      realmSaid = { lines: output.lines, figures: output.figures };
      if (more.lines >= 0 && more.figures >= 0 && more.lines + more.figures > 0) leaveOut(more);
      return;
    }
    if (output.kind === "show") figures.push(output.figure);
    onOutput(output);
  };
}
