// threat: 5, 11 — leaves timers, loops and rejections behind that go on when the run is over
// ends: fail|time-limit
setInterval(() => {
  for (let i = 0; i < 1_000; i++) console.log("still here", i);
}, 1);
const again = (): void => {
  setTimeout(again, 0);
  void Promise.reject(new Error("still here"));
};
again();

export function countOutcomes() {
  setTimeout(() => {
    for (;;) console.log("still here");
  }, 20);
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
