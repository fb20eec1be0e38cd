import learnerWorkerUrl from "virtual:siklus/learner-worker";
import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";
import { addSandboxFrame, type SandboxFrame } from "../sandbox/sandbox-frame.ts";
import type { FromConductor, ToConductor } from "./conductor-messages.ts";

export type { RunEvent };

export type LabHost = {
  /** Fetches data, checks and a realm before they are wanted; rejects when they cannot be fetched. */
  readonly warm: (labId: LabId) => Promise<void>;
  readonly run: (
    request: { readonly labId: LabId; readonly source: string },
    onEvent: (event: RunEvent) => void,
  ) => { readonly done: Promise<Verdict>; readonly stop: () => void };
};

let host: LabHost | undefined;

/** The page's one lab host, started at first use. The page thread only passes on what the conductor says. */
export function labHost(): LabHost {
  host ??= startLabHost();
  return host;
}

type Waiting<T> = { readonly resolve: (value: T) => void; readonly reject: (error: Error) => void };

function startLabHost(): LabHost {
  const conductor = new Worker(new URL("./conductor.ts", import.meta.url), {
    type: "module",
    name: "siklus-conductor",
  });
  const runs = new Map<number, Waiting<Verdict> & { readonly onEvent: (event: RunEvent) => void }>();
  const warming = new Map<number, Waiting<void>>();
  let nextId = 1;
  const post = (message: ToConductor, transfer: Transferable[] = []): void => conductor.postMessage(message, transfer);

  const workerCode = fetchText(learnerWorkerUrl);
  let frame: SandboxFrame | undefined;
  const renewFrame = async (): Promise<void> => {
    const code = await workerCode;
    frame?.remove();
    const { port1, port2 } = new MessageChannel();
    frame = addSandboxFrame({ workerCode: code, port: port1 });
    post({ kind: "frame" }, [port2]);
  };
  const failAll = (error: Error): void => {
    for (const waiting of [...runs.values(), ...warming.values()]) waiting.reject(error);
    runs.clear();
    warming.clear();
    host = undefined; // the next use starts anew
    conductor.terminate();
    frame?.remove();
  };

  conductor.onmessage = ({ data }: MessageEvent<FromConductor>) => {
    if (data.kind === "need-frame") {
      renewFrame().catch((cause: unknown) => failAll(new Error("the sandbox could not be fetched", { cause })));
    } else if (data.kind === "warmed") {
      const waiting = warming.get(data.warmId);
      warming.delete(data.warmId);
      if (data.problem === undefined) waiting?.resolve();
      else waiting?.reject(new Error(data.problem));
    } else if (data.kind === "events") {
      const onEvent = runs.get(data.runId)?.onEvent;
      if (onEvent !== undefined) for (const event of data.events) onEvent(event);
    } else {
      const run = runs.get(data.runId);
      runs.delete(data.runId);
      if (data.kind === "verdict") run?.resolve(data.verdict);
      else run?.reject(new Error(data.problem));
    }
  };
  conductor.onerror = (event) => failAll(new Error(`the lab runtime stopped: ${event.message}`));

  return {
    warm: (labId) =>
      new Promise((resolve, reject) => {
        const warmId = nextId++;
        warming.set(warmId, { resolve, reject });
        post({ kind: "warm", warmId, labId });
      }),
    run: ({ labId, source }, onEvent) => {
      const runId = nextId++;
      const done = new Promise<Verdict>((resolve, reject) => {
        runs.set(runId, { resolve, reject, onEvent });
        post({ kind: "run", runId, labId, source });
      });
      return { done, stop: () => post({ kind: "stop", runId }) };
    },
  };
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}
