// threat: 5 — unhandled rejections and errors in timers by the thousand, with things that cannot be printed
// ends: fail|error|time-limit
const awful = new Proxy(
  {},
  {
    get: () => {
      throw awful;
    },
    getPrototypeOf: () => {
      throw awful;
    },
    ownKeys: () => {
      throw awful;
    },
  },
);
for (let i = 0; i < 5_000; i++) {
  void Promise.reject(awful);
  setTimeout(() => {
    throw i % 2 === 0 ? awful : Symbol("awful");
  });
}
await new Promise((resolve) => setTimeout(resolve, 50));

export function countOutcomes() {
  throw awful;
}
