import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { RealmListener, RealmPort, Timer } from "#lab/realm-port.ts";
import type { RunEvent } from "#lab/run-event.ts";
import { type RunnableLab, runLab } from "#lab/run-lab.ts";
import type { RealmSupply, TakenRealm } from "./realm-supply.ts";

const timer: Timer = {
  now: () => performance.now(),
  after: (delayMs, run) => {
    const timeout = setTimeout(run, delayMs);
    return () => clearTimeout(timeout);
  },
};

/** One run in one worker that is ended in any case. The time limit begins when the realm is there and the lab is fetched. */
export async function runInRealm({
  labId,
  source,
  findLab,
  supply,
  stopping,
  onEvent,
  seed,
}: {
  readonly labId: LabId;
  readonly source: string;
  readonly findLab: (id: LabId) => Promise<RunnableLab>;
  readonly supply: RealmSupply;
  readonly stopping: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  readonly seed?: number;
}): Promise<Verdict> {
  onEvent({ kind: "phase", phase: "starting" });
  const [lab, realm] = await Promise.all([findLab(labId), supply.take()]);
  supply.prepare(lab.manifest.doors);
  try {
    const watched = watchFrame(realm, lab.manifest.timeLimitMs);
    const run = runLab({ lab, source, port: watched, timer, onEvent, ...(seed === undefined ? {} : { seed }) });
    if (stopping.aborted) run.stop();
    else stopping.addEventListener("abort", () => run.stop(), { once: true });
    const verdict = await run.done;
    if (verdict.stopped !== undefined && verdict.stopped.reason !== "learner-error") realm.giveUpFrame();
    return verdict;
  } finally {
    realm.end();
  }
}

/** How often a run asks whether the frame's process lives. */
const watchEveryMs = 500;

/**
 * A realm that ends by itself is dead of memory when the frame went with it, since both are one process; else it was the worker
 * alone. Where the browser does not tell of the end, the frame is asked now and then.
 */
function watchFrame(realm: TakenRealm, timeLimitMs: number): RealmPort {
  return {
    post: realm.port.post,
    listen: (listener: RealmListener) => {
      let over = false;
      const end = (why: "crashed" | "memory-limit"): void => {
        over = true;
        listener.end(why);
      };
      const watch = async (): Promise<void> => {
        if (over) return;
        if (await realm.frameIsGone()) end("memory-limit");
        else setTimeout(() => void watch(), watchEveryMs);
      };
      setTimeout(() => void watch(), watchEveryMs);
      setTimeout(() => {
        over = true;
      }, timeLimitMs + watchEveryMs);
      realm.port.listen({
        message: listener.message,
        end: (why) => void realm.frameIsGone().then((gone) => end(gone ? "memory-limit" : why)),
      });
    },
  };
}
