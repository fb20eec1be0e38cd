// threat: 3, 18 — plays with what a compiled module is given: exports, require, module, arguments
// ends: fail
declare const exports: any;
declare const require: any;
declare const module: any;

for (const name of ["siklus/lab", "node:fs", "./realm.ts", "__proto__", "constructor", { toString: () => "siklus/lab" }]) {
  try {
    const got = require(name);
    if (got !== undefined) console.log("siklus-escaped: required " + String(name));
  } catch {}
}
if (typeof module !== "undefined") console.log("siklus-escaped: there is a module");
const keys = [...Reflect.ownKeys(require), ...Reflect.ownKeys(require.constructor ?? {})];
console.log(keys.map(String).join(" "), require.toString());
try {
  Object.defineProperty(exports, "__esModule", { value: { toString: () => "pass" } });
} catch {}
Object.setPrototypeOf(exports, { checks: [{ status: "pass" }], status: "pass" });
exports.kind = "verdict";
exports.status = "pass";

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
export { countOutcomes as then, countOutcomes as toJSON, countOutcomes as status };
