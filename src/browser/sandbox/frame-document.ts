/**
 * The sandbox frame's document: an opaque origin that may run scripts and reach nothing. It starts and ends the workers in which
 * learner code runs; the code itself never runs in the frame. Workers inherit this policy.
 */
const policy = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:";

// Plain JavaScript of its own, for it runs alone in there. First message: the worker's code, and the port of the conductor.
const script = `
addEventListener("message", ({ data, ports: [port] }) => {
  const url = URL.createObjectURL(new Blob([data], { type: "text/javascript" }));
  const workers = new Map();
  port.onmessage = ({ data: { kind, realmId }, ports }) => {
    if (kind === "ping") port.postMessage({ kind: "pong" });
    if (kind === "end") {
      workers.get(realmId)?.terminate();
      workers.delete(realmId);
    }
    if (kind === "start") {
      const worker = new Worker(url);
      workers.set(realmId, worker);
      worker.onerror = (event) => {
        event.preventDefault();
        port.postMessage({ kind: "failed", realmId });
      };
      worker.postMessage(null, ports);
    }
  };
}, { once: true });`;

export const frameDocument = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Siklus sandbox</title><script>${script}</script>`;
