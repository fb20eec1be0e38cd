// threat: 8, 11 — starts workers, frames and windows of its own
// ends: fail
const scope = globalThis as any;
const tried: Record<string, () => unknown> = {
  worker: () => new scope.Worker(scope.URL.createObjectURL(new scope.Blob(["for(;;);"]))),
  dataWorker: () => new scope.Worker("data:text/javascript,for(;;);"),
  shared: () => new scope.SharedWorker("data:text/javascript,for(;;);"),
  service: () => scope.navigator.serviceWorker.register("/evil.js"),
  window: () => scope.open("http://example.org/"),
  client: () => scope.clients.openWindow("http://example.org/"),
  frame: () => scope.document.body.append(scope.document.createElement("iframe")),
  worklet: () => new scope.AudioWorklet(),
  canvas: () => new scope.OffscreenCanvas(30_000, 30_000).getContext("2d"),
};
for (const [name, attempt] of Object.entries(tried)) {
  try {
    await attempt();
    console.log("siklus-escaped: " + name);
  } catch {}
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
