import type { FromRealm, ToRealm } from "#contract/sandbox.ts";
import { startRealm } from "#lab/realm/start-realm.ts";
import { warmUp } from "#lab/realm/warm-up.ts";
import { bareWorker } from "./bare-worker.ts";

// The worker in which learner code runs: one classic script, built by src/tools/vite. Everything it needs of the browser is taken
// here, before the names go and before learner code can put others in their place.
const { apply, getOwnPropertyDescriptor } = Reflect;
const post = MessagePort.prototype.postMessage;
const dataOf = getOwnPropertyDescriptor(MessageEvent.prototype, "data")?.get;
const portsOf = getOwnPropertyDescriptor(MessageEvent.prototype, "ports")?.get;
const reasonOf = getOwnPropertyDescriptor(PromiseRejectionEvent.prototype, "reason")?.get;
const errorOf = getOwnPropertyDescriptor(ErrorEvent.prototype, "error")?.get;
const prevent = Event.prototype.preventDefault;

const read = (getter: (() => unknown) | undefined, event: Event): unknown =>
  getter === undefined ? undefined : apply(getter, event, []);

const begin = (event: MessageEvent): void => {
  const [port] = read(portsOf, event) as readonly MessagePort[]; // `ports` of a MessageEvent
  if (port === undefined) return;
  const send = (message: FromRealm): void => apply(post, port, [message]);
  const realm = startRealm(send);
  port.onmessage = (question) => realm.receive(read(dataOf, question) as ToRealm); // written by the conductor
  addEventListener("unhandledrejection", (rejection) => {
    apply(prevent, rejection, []);
    realm.stray(read(reasonOf, rejection), "rejection");
  });
  addEventListener("error", (error) => {
    apply(prevent, error, []);
    realm.stray(read(errorOf, error), "error");
  });
  bareWorker(globalThis);
  warmUp();
  send({ kind: "ready" });
};
addEventListener("message", begin, { once: true });
