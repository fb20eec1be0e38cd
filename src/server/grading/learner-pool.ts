import { type LearnerProcess, startLearnerProcess } from "./learner-process.ts";
import type { SandboxCommand } from "./sandbox-command.ts";

/** Learners' processes made ready beforehand. Each is given out once. */
export type LearnerPool = {
  /** The next ones are made ready for the same image. */
  readonly take: (image: string) => Promise<LearnerProcess>;
  readonly close: () => Promise<void>;
};

export function openLearnerPool({
  sandbox,
  spare,
  onStart = () => {},
  onEnd = () => {},
}: {
  readonly sandbox: SandboxCommand;
  /** How many wait ready. */
  readonly spare: number;
  readonly onStart?: (pid: number) => void;
  readonly onEnd?: (pid: number) => void;
}): LearnerPool {
  const waiting: Promise<LearnerProcess>[] = [];
  const alive = new Set<LearnerProcess>();
  let closed = false;
  let expected = Object.keys(sandbox.images)[0];

  const start = async (): Promise<LearnerProcess> => {
    const learner = await startLearnerProcess(sandbox, expected);
    alive.add(learner);
    onStart(learner.pid);
    void learner.ended.then(() => {
      alive.delete(learner);
      onEnd(learner.pid);
    });
    if (closed) learner.kill();
    return learner;
  };
  const fill = (): void => {
    while (!closed && waiting.length < spare) {
      const next = start();
      next.catch(() => {}); // told to the one who takes it
      waiting.push(next);
    }
  };
  fill();
  return {
    take: async (image) => {
      expected = image;
      const next = waiting.shift() ?? start();
      const learner = await next;
      fill();
      return learner;
    },
    close: async () => {
      closed = true;
      const all = await Promise.allSettled(waiting.splice(0));
      for (const started of all) if (started.status === "fulfilled") started.value.kill();
      for (const learner of alive) learner.kill();
      await Promise.all([...alive].map(({ ended }) => ended));
    },
  };
}
