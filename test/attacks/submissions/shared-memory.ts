// threat: 8, 19 — shared memory, WebAssembly and Atomics.wait, to stop other threads or to change an answer after it was given
// ends: fail|error|learner-error
const scope = globalThis as any;
for (const [name, take] of Object.entries({
  shared: () => new scope.SharedArrayBuffer(1024),
  wasm: () => new scope.WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }),
  module: () => new scope.WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  wait: () => Atomics.wait(new Int32Array(new scope.SharedArrayBuffer(4)), 0, 0),
})) {
  try {
    take();
    console.log("siklus-escaped: " + name);
  } catch {}
}

export function countOutcomes() {
  const changing = new Float64Array(4);
  setTimeout(() => changing.fill(25));
  Atomics.wait(new Int32Array(4), 0, 0);
  return changing;
}
