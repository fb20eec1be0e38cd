// threat: 7 — walks everything that can be reached and prints the text of all functions it meets
// ends: fail|time-limit
import * as data from "siklus/data";
import * as metrics from "siklus/metrics";
import * as show from "siklus/show";

const seen = new Set<unknown>();
const waiting: unknown[] = [globalThis, data, metrics, show, console, arguments, (globalThis as any).require];
while (waiting.length > 0 && seen.size < 20_000) {
  const value = waiting.pop();
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) continue;
  seen.add(value);
  if (typeof value === "function") {
    const text = Function.prototype.toString.call(value);
    const at = text.search(/canary|expectRecord|each-box|solution|verdict|fingerprint/);
    if (at >= 0) console.log(text.slice(Math.max(0, at - 500), at + 2_000));
  }
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    waiting.push(descriptor?.value, descriptor?.get, descriptor?.set);
  }
  waiting.push(Reflect.getPrototypeOf(value));
}
console.log("walked", seen.size);

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
