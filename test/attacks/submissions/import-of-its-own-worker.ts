// threat: 7, 8 — finds the address of the worker's code in a stack and loads it again, to get at a fresh runtime
// ends: fail
const found = new Set<string>();
const collect = (text: string | undefined): void => {
  for (const [address] of (text ?? "").matchAll(/(?:blob|https?|file):[^\s)]+/g)) found.add(address.replace(/(:\d+)+$/, ""));
};
collect(new Error("where am I").stack);
try {
  (null as any)();
} catch (error) {
  collect((error as Error).stack);
}
for (const address of found) {
  try {
    const again = await (0, eval)("import(" + JSON.stringify(address) + ")");
    const names = Object.keys(again);
    if (names.length > 0) console.log("siklus-escaped: the runtime's own names", names);
  } catch {}
}
if ("postMessage" in globalThis) console.log("siklus-escaped: postMessage came back");

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
