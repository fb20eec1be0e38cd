import { Worker } from "node:worker_threads";
import type { FromChecker, GradeRequest, Recorded, ToChecker } from "./checker/checker-messages.ts";
import type { GradeOutcome } from "./grade-source.ts";
import { type GradingFiles, readGradedLabs } from "./grading-files.ts";

export type GradeAnswer = { readonly outcome: GradeOutcome; readonly recorded?: Recorded };

/** Threads that grade, one submission at a time each. */
export type CheckPool = {
  readonly grade: (request: GradeRequest) => Promise<GradeAnswer>;
  readonly close: () => Promise<void>;
};

const graceMs = 20_000;
const threadMemoryMiB = 1_024;

export function openCheckPool({
  files,
  threads,
  spare = 1,
}: {
  readonly files: GradingFiles;
  readonly threads: number;
  /** Learners' processes that each thread keeps ready. */
  readonly spare?: number;
}): CheckPool {
  const limits = new Map(readGradedLabs(files).labs.map(({ id, manifest }) => [id, manifest.timeLimitMs]));
  const idle: Checker[] = [];
  const all = new Set<Checker>();
  const queue: ((checker: Checker) => void)[] = [];
  let closed = false;

  const give = (checker: Checker): void => {
    const next = queue.shift();
    if (next === undefined) idle.push(checker);
    else next(checker);
  };
  const add = (): void => {
    const checker = startChecker(files, spare);
    all.add(checker);
    give(checker);
  };
  for (let i = 0; i < threads; i++) add();

  return {
    grade: async (request) => {
      const checker = idle.shift() ?? (await new Promise<Checker>((resolve) => queue.push(resolve)));
      const answer = await checker.grade(request, 10 * (limits.get(request.labId) ?? 5_000) + graceMs);
      if (answer !== undefined) {
        give(checker);
        return answer;
      }
      all.delete(checker);
      await checker.end();
      if (!closed) add();
      return { outcome: { state: "failed", why: "the checks did not come to an end" } };
    },
    close: async () => {
      closed = true;
      await Promise.all([...all].map((checker) => checker.end()));
    },
  };
}

type Checker = {
  /** Undefined: it hung or burst, and is of no use any more. */
  readonly grade: (request: GradeRequest, withinMs: number) => Promise<GradeAnswer | undefined>;
  readonly end: () => Promise<void>;
};

function startChecker(files: GradingFiles, spare: number): Checker {
  const worker = new Worker(files.checker, {
    workerData: { directory: files.directory, spare },
    resourceLimits: { maxOldGenerationSizeMb: threadMemoryMiB },
    env: {},
    execArgv: ["--no-warnings"],
  });
  const children = new Set<number>();
  let answer: ((answer: GradeAnswer | undefined) => void) | undefined;
  let isGone = false;
  const settle = (value: GradeAnswer | undefined): void => {
    answer?.(value);
    answer = undefined;
  };
  worker.on("message", (message: FromChecker) => {
    if (message.kind === "started") children.add(message.pid);
    else if (message.kind === "ended") children.delete(message.pid);
    else if (message.kind === "outcome") settle(message);
  });
  worker.on("error", () => {
    isGone = true;
    settle(undefined);
  });
  worker.on("exit", () => {
    isGone = true;
    settle(undefined);
  });
  return {
    grade: (request, withinMs) =>
      new Promise((resolve) => {
        if (isGone) return resolve(undefined);
        const timeout = setTimeout(() => settle(undefined), withinMs);
        answer = (value) => {
          clearTimeout(timeout);
          resolve(value);
        };
        const message: ToChecker = { kind: "grade", request };
        worker.postMessage(message);
      }),
    end: async () => {
      await worker.terminate();
      for (const pid of children) killQuietly(pid);
    },
  };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it is gone already
  }
}
