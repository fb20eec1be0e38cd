import type { FromConductor, ToConductor } from "./conductor-messages.ts";
import { createEventBatch } from "./event-batch.ts";
import { findLab } from "./lab-catalogue.ts";
import { createRealmSupply } from "./realm-supply.ts";
import { runInRealm } from "./run-in-realm.ts";

// Our own worker: checks, data and verdict are here, out of the page's way and out of the learner's reach.
const post = (message: FromConductor): void => postMessage(message);
const supply = createRealmSupply(() => post({ kind: "need-frame" }));
const stops = new Map<number, () => void>();

addEventListener("message", ({ data, ports }: MessageEvent<ToConductor>) => {
  const [port] = ports;
  if (data.kind === "frame" && port !== undefined) supply.frameArrived(port);
  else if (data.kind === "warm") void warm(data);
  else if (data.kind === "run") void run(data);
  else if (data.kind === "stop") stops.get(data.runId)?.();
});

async function warm({ warmId, labId }: Extract<ToConductor, { kind: "warm" }>): Promise<void> {
  try {
    const found = findLab(labId).then(({ manifest }) => supply.prepare(manifest.doors));
    await Promise.all([found, supply.warm()]);
    post({ kind: "warmed", warmId });
  } catch (error) {
    post({ kind: "warmed", warmId, problem: String(error) });
  }
}

async function run({ runId, labId, source }: Extract<ToConductor, { kind: "run" }>): Promise<void> {
  const batch = createEventBatch((events) => post({ kind: "events", runId, events }));
  const stopping = new AbortController();
  stops.set(runId, () => stopping.abort());
  try {
    const verdict = await runInRealm({ labId, source, findLab, supply, stopping: stopping.signal, onEvent: batch.add });
    batch.flush();
    post({ kind: "verdict", runId, verdict });
  } catch (error) {
    batch.flush();
    post({ kind: "failed", runId, problem: String(error) });
  } finally {
    stops.delete(runId);
  }
}
