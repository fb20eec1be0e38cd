// threat: 3 — setters on the prototypes of Object and Array catch what the runtime writes and reads
// ends: fail|error|learner-error
const caught: unknown[] = [];
let count = 0;
const plain = (descriptor: object): PropertyDescriptor => Object.setPrototypeOf(descriptor, null);
for (const key of ["kind", "id", "value", "error", "exports", "port", "send", "0", "1", "name", "line", "then", "length", "items", "realmId"]) {
  for (const prototype of [Object.prototype, Array.prototype]) {
    if (prototype === Array.prototype && key === "length") continue;
    const descriptor = {
      configurable: true,
      get: () => undefined,
      set(value: unknown) {
        Object.defineProperty(caught, count++, plain({ value }));
        Object.defineProperty(this, key, plain({ value, writable: true, enumerable: true, configurable: true }));
      },
    };
    Object.defineProperty(prototype, key, plain(descriptor));
  }
}

export function countOutcomes() {
  for (let i = 0; i < count; i++) {
    const value: any = caught[i];
    if (typeof value?.postMessage === "function") console.log("siklus-escaped: a port was written");
  }
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
