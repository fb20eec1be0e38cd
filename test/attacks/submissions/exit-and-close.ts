// threat: 5 — ends its own worker or process with a smile
// ends: fail|crashed|learner-error
const scope = globalThis as any;
for (const leave of [
  () => scope.close(),
  () => scope.self.close(),
  () => scope.process.exit(0),
  () => scope.process.reallyExit(0),
  () => scope.process.kill(scope.process.pid),
  () => scope.Deno.exit(0),
  () => scope.quit(0),
  () => new Function("return close()")(),
]) {
  try {
    leave();
  } catch {}
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
