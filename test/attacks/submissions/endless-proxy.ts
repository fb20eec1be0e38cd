// threat: 3, 14 — a Proxy whose fields never end, given as an answer and to the console
// ends: error|fail|time-limit|memory-limit|crashed
const endless: any = new Proxy([], {
  get: (_, key) => (key === "length" ? 2 ** 32 - 1 : key === "then" ? undefined : endless),
  ownKeys: () => ["length", ...Array.from({ length: 100_000 }, (_, i) => String(i))],
  getOwnPropertyDescriptor: (_, key) =>
    key === "length" ? Reflect.getOwnPropertyDescriptor([], "length") : { value: endless, enumerable: true, configurable: true },
});
console.log(endless);

export function countOutcomes() {
  return endless;
}
