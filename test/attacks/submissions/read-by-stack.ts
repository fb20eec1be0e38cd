// threat: 7 — Error.prepareStackTrace gives call sites, whose functions may belong to the runtime
// ends: fail
const lines: string[] = [];
Error.stackTraceLimit = Number.POSITIVE_INFINITY;
Error.prepareStackTrace = (error, sites) => {
  for (const site of sites) {
    for (const part of ["getFunction", "getThis", "getEvalOrigin", "getScriptNameOrSourceURL", "getFileName"] as const) {
      try {
        const value = (site as any)[part]();
        lines.push(part + " " + String(value).slice(0, 3_000));
        if (value === undefined || value === null || typeof value === "string" || value === globalThis) continue;
        for (const key of Reflect.ownKeys(value)) lines.push("  " + String(key) + " " + String(value[key]).slice(0, 500));
        if (typeof value.postMessage === "function") console.log("siklus-escaped: a port in the stack");
      } catch {}
    }
  }
  return String(error);
};

export function countOutcomes() {
  void new Error("look").stack;
  const sloppy = new Function("report", "return report(new Error('look').stack)");
  sloppy(() => {});
  for (const line of lines) console.log(line);
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
