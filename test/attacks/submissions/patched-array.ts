// threat: 3 — replaces the methods of Array and Object that comparing answers may lean on
// ends: fail
Array.prototype.every = () => true;
Array.prototype.some = () => false;
Array.prototype.find = function () {
  return undefined;
};
Array.prototype.filter = function () {
  return [];
};
Array.prototype.map = function () {
  return [{ status: "pass" }];
};
Array.prototype.reduce = () => 1;
Array.prototype[Symbol.iterator] = function* () {
  yield { status: "pass", id: "each-box", weight: 1 };
};
Object.is = () => true;
Object.hasOwn = () => true;
Object.keys = () => [];
Object.entries = () => [];
Object.getPrototypeOf = () => Object.prototype;

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
