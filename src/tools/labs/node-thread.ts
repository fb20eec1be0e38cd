import { createContext, Script } from "node:vm";
import { type MessagePort, moveMessagePortToContext, parentPort, workerData } from "node:worker_threads";

type Stray = (thrown: unknown, how: "error" | "rejection") => void;
type StartRealm = (port: unknown) => Stray;

const { bundle } = workerData as { bundle: string }; // given by node-host.ts
const script = new Script(`${bundle}\n;SiklusRealm.start`);
let stray: Stray = () => {};

// One context a run. For the project's own labs and tests: a vm context hides Node's names, it is no security boundary.
parentPort?.on("message", (port: MessagePort) => {
  const context = createContext({
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    structuredClone,
    performance,
  });
  const start = script.runInContext(context) as StartRealm; // node-realm-entry.ts
  stray = start(moveMessagePortToContext(port, context));
});
process.on("unhandledRejection", (reason) => stray(reason, "rejection"));
process.on("uncaughtException", (error) => stray(error, "error"));
parentPort?.postMessage("ready");
