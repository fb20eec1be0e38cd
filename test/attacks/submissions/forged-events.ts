// threat: 4 — listens for the runtime's messages and sends events of its own through names that a worker has
// ends: fail
const scope = globalThis as any;
const forged = { kind: "verdict", runId: 1, verdict: { status: "pass", score: 1 } };
for (const name of ["onmessage", "onmessageerror", "onerror", "onunhandledrejection", "onrejectionhandled"]) {
  scope[name] = (event: any) => {
    console.log("siklus-escaped: heard", String(event?.data?.kind));
    event?.ports?.[0]?.postMessage(forged);
    event?.target?.postMessage?.(forged);
    event?.source?.postMessage?.(forged, "*");
  };
}
for (const name of ["addEventListener", "dispatchEvent", "MessageEvent", "Event", "EventTarget", "MessageChannel", "MessagePort"]) {
  let at: object | null = scope;
  while (at !== null) {
    if (Object.hasOwn(at, name)) console.log("siklus-escaped: there is " + name);
    at = Object.getPrototypeOf(at);
  }
}
void Promise.reject(new Error("heard?"));

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
