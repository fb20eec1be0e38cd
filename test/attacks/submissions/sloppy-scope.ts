// threat: 7, 8 — constructor.constructor, with, eval and this, on the way to a window, a process or the module system
// ends: fail
const names = ["window", "document", "parent", "top", "frames", "process", "Deno", "Bun", "require", "module", "global", "__dirname", "ShadowRealm", "opener", "frameElement"];
const make = ({} as any).constructor.constructor;
for (const name of names) {
  for (const reach of [
    () => make("return " + name)(),
    () => make("with (globalThis) return " + name)(),
    () => (0, eval)(name),
    () => make("return this." + name)(),
    () => make("return process.mainModule.require('child_process')")(),
  ]) {
    try {
      if (reach() !== undefined) console.log("siklus-escaped: reached " + name);
    } catch {}
  }
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
