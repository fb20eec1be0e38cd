// threat: 3 — answers with a Proxy that says of every field what is asked
// ends: fail|error
export function countOutcomes() {
  return new Proxy(
    {},
    {
      get: (_, key) => (key === "then" ? undefined : { valueOf: () => 25 }),
      has: () => true,
      ownKeys: () => ["tp", "fp", "fn", "tn"],
      getOwnPropertyDescriptor: () => ({ value: { valueOf: () => 1 }, enumerable: true, configurable: true, writable: true }),
      getPrototypeOf: () => Object.prototype,
    },
  );
}
