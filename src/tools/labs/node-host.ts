import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Verdict } from "#contract/verdict.ts";
import type { RealmListener, RealmPort, Timer } from "#lab/realm-port.ts";
import type { RunEvent } from "#lab/run-event.ts";
import type { LabRun, RunnableLab } from "#lab/run-lab.ts";
import { runLab } from "#lab/run-lab.ts";
import { bundleRealm } from "../vite/bundle-realm.ts";

/** Runs labs in threads of this process: fast, for the gate, the fingerprints and the tests. Only for code of this repository. */
export type NodeHost = {
  readonly run: (request: NodeRun) => LabRun;
  readonly close: () => Promise<void>;
};

export type NodeRun = {
  readonly lab: RunnableLab;
  readonly source: string;
  readonly seed?: number;
  readonly onEvent?: (event: RunEvent) => void;
  readonly onDigest?: (checkId: string, digest: string) => void;
};

export const nodeTimer: Timer = {
  now: () => performance.now(),
  after: (delayMs, run) => {
    const timeout = setTimeout(run, delayMs);
    return () => clearTimeout(timeout);
  },
};

/** Authors' machines build, test and run labs at once: what is waited for there is not held against a lab. */
const patience = 4;
const patientTimer: Timer = {
  now: nodeTimer.now,
  after: (delayMs, run) => nodeTimer.after(patience * delayMs, run),
};

export async function openNodeHost(): Promise<NodeHost> {
  const bundle = await bundleRealm("src/tools/labs/node-realm-entry.ts");
  let thread: Thread | undefined;
  return {
    run: ({ lab, source, seed, onEvent = () => {}, onDigest }) => {
      thread ??= startThread(bundle);
      const current = thread;
      let run: LabRun | undefined;
      let isStopped = false;
      const perform = async (): Promise<Verdict> => {
        await current.ready; // the time limit begins when the realm can be had
        const { port, close } = current.realm();
        run = runLab({
          lab,
          source,
          port,
          timer: patientTimer,
          onEvent,
          ...(seed === undefined ? {} : { seed }),
          ...(onDigest === undefined ? {} : { onDigest }),
        });
        if (isStopped) run.stop();
        const verdict = await run.done;
        close();
        // A run that was cut off may still be looping; a run that came to its end leaves the thread fit for the next.
        if (verdict.stopped !== undefined && verdict.stopped.reason !== "learner-error") {
          if (thread === current) thread = undefined;
          await current.end();
        }
        return verdict;
      };
      const stop = (): void => {
        isStopped = true;
        run?.stop();
      };
      return { done: perform(), stop };
    },
    close: async () => {
      await thread?.end();
    },
  };
}

type Thread = {
  /** Resolves when it has read the bundle, or is dead: the run will hear of that. */
  readonly ready: Promise<void>;
  readonly realm: () => { port: RealmPort; close: () => void };
  readonly end: () => Promise<unknown>;
};

function startThread(bundle: string): Thread {
  const worker = new Worker(new URL("./node-thread.ts", import.meta.url), {
    workerData: { bundle },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    execArgv: ["--no-warnings"],
  });
  let listener: RealmListener | undefined;
  let ended: "crashed" | "memory-limit" | undefined;
  const end = (why: "crashed" | "memory-limit"): void => {
    if (ended !== undefined) return;
    ended = why;
    listener?.end(why);
  };
  worker.on("error", (error: NodeJS.ErrnoException) =>
    end(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory-limit" : "crashed"),
  );
  worker.on("exit", () => end("crashed"));
  const ready = new Promise<void>((resolve) => {
    worker.once("message", () => resolve());
    worker.once("exit", () => resolve());
  });
  return {
    ready,
    realm: () => {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage(port2, [port2]);
      return { port: portOf(port1, (to) => (listener = to)), close: () => port1.close() };
    },
    end: () => worker.terminate(),
  };
}

/** A MessagePort of Node holds back what comes until somebody listens. */
function portOf(port: MessagePort, heard: (listener: RealmListener) => void): RealmPort {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      heard(listener);
      port.on("message", listener.message);
    },
  };
}
