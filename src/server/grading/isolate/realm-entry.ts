import type { FromRealm, ToRealm } from "#contract/sandbox.ts";
import { startRealm } from "#lab/realm/start-realm.ts";
import { clone } from "./clone.ts";
import { createTimers } from "./timers.ts";

/** What the isolate says to the process around it: a message for the grader, or that it wants to be woken. */
export type FromIsolate = FromRealm | { readonly kind: "wake"; readonly afterMs: number };
export type ToIsolate = ToRealm | { readonly kind: "wake" };

/** Bundled as a classic script and evaluated in an isolate that has the language and nothing else. Called once a context. */
export function start(post: (message: FromIsolate) => void): (message: ToIsolate) => void {
  const timers = createTimers((afterMs) => post({ kind: "wake", afterMs }));
  const startedAt = Date.now();
  const names = {
    ...timers.names,
    structuredClone: (value: unknown) => clone(value),
    performance: { now: () => Date.now() - startedAt, timeOrigin: startedAt },
  };
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  Reflect.deleteProperty(globalThis, "SiklusRealm");
  const realm = startRealm((message) => post(message));
  return (message) => {
    if (message.kind === "wake") timers.run();
    else realm.receive(message);
  };
}
