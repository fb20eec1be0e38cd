// threat: 17 — reads and fills everything that outlives a run
// ends: fail
const scope = globalThis as any;
const tried: Record<string, () => unknown> = {
  database: () =>
    new Promise((resolve, reject) => Object.assign(scope.indexedDB.open("siklus"), { onsuccess: resolve, onerror: reject })),
  databases: () => scope.indexedDB.databases(),
  caches: () => scope.caches.open("siklus"),
  local: () => scope.localStorage.setItem("siklus", "solved"),
  session: () => scope.sessionStorage.setItem("siklus", "solved"),
  cookie: () => scope.cookieStore.set("siklus", "solved"),
  channel: () => new scope.BroadcastChannel("siklus").postMessage({ kind: "progress", solved: true }),
  lock: () => scope.navigator.locks.request("siklus", () => new Promise(() => {})),
  folder: () => scope.navigator.storage.getDirectory(),
  persisted: () => scope.navigator.storage.estimate(),
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
