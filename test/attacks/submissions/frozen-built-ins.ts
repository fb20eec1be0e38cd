// threat: 3 — freezes, empties and deletes what the runtime may need in this realm
// ends: fail|error|learner-error|time-limit|crashed|internal
const scope = globalThis as any;
for (const name of ["Object", "Array", "String", "Number", "RegExp", "Error", "Promise", "Map", "Set", "Function"]) {
  const { prototype } = scope[name];
  for (const key of Reflect.ownKeys(prototype)) {
    if (key === "constructor") continue;
    try {
      delete prototype[key];
    } catch {}
  }
  try {
    Object.freeze?.(prototype);
  } catch {}
}
for (const name of Reflect.ownKeys(scope)) {
  try {
    delete scope[name];
  } catch {}
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
