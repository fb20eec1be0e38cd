// threat: 8, 17 — looks for the network in global scopes reached through eval, Function and other realms' constructors
// ends: fail
const scopes = new Set<any>();
const add = (get: () => unknown): void => {
  try {
    scopes.add(get());
  } catch {}
};
add(() => (0, eval)("this"));
add(() => new Function("return this")());
add(() => (async () => {}).constructor("return this")());
add(() => [].constructor.constructor("return globalThis")());
add(() => (globalThis as any).constructor);
add(() => Object.getPrototypeOf(globalThis));
add(() => Object.getPrototypeOf(Object.getPrototypeOf(globalThis)));
add(() => Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf(globalThis))));
add(() => (globalThis as any).self);
add(() => performance.constructor);
add(() => Object.getPrototypeOf(performance));
for (const scope of scopes) {
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "importScripts", "Worker", "postMessage", "indexedDB", "caches", "navigator", "location", "close", "Blob", "URL"]) {
    let value: unknown;
    try {
      value = scope?.[name];
    } catch {}
    if (value !== undefined) console.log("siklus-escaped: found " + name);
  }
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
