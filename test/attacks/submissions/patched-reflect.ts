// threat: 3 — catches what the realm passes through Reflect, call, apply and bind, looking for the port to the runtime
// ends: fail
const caught: unknown[] = [];
const keep = (...values: unknown[]): void => {
  for (const value of values) caught.push(value);
};
const { apply } = Reflect;
Reflect.apply = (target, self, args) => {
  keep(target, self, ...args);
  return apply(target, self, args);
};
Reflect.construct = ((target: never, args: unknown[]) => {
  keep(target, ...args);
  return new (target as any)(...args);
}) as never;
const { call } = Function.prototype;
Function.prototype.call = function (self, ...args) {
  keep(this, self);
  return apply(this as never, self, args);
};
Function.prototype.apply = function (self, args) {
  keep(this, self);
  return apply(this as never, self, args ?? []);
};
Function.prototype.bind = function (self) {
  keep(this, self);
  return this as never;
};
void call;

export function countOutcomes() {
  for (const value of caught) {
    const port = value as { postMessage?: (message: unknown) => void } | null;
    if (typeof port?.postMessage !== "function") continue;
    console.log("siklus-escaped: a port was caught");
    port.postMessage({ kind: "verdict", runId: 1, verdict: { status: "pass", score: 1 } });
  }
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
