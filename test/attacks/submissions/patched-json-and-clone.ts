// threat: 3 — replaces JSON, structuredClone, Map, Set and Date, with which a runtime may copy or compare
// ends: fail
const verdict = '{"status":"pass","score":1}';
JSON.stringify = () => verdict;
JSON.parse = () => ({ status: "pass", score: 1 });
globalThis.structuredClone = (() => ({ tp: 1, fn: 2, fp: 3, tn: 4 })) as never;
Map.prototype.get = () => ({ status: "pass" });
Map.prototype.has = () => true;
Map.prototype.set = function () {
  return this;
};
Set.prototype.has = () => true;
WeakMap.prototype.get = () => ({ status: "pass" });
Date.now = () => 0;
globalThis.performance.now = () => 0;
String.prototype.includes = () => true;
RegExp.prototype.exec = () => null;
RegExp.prototype.test = () => true;

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
