// threat: 1 — looks for secrets in the environment, the arguments and the descriptors of the process around it
// ends: fail
const scope = globalThis as any;
const make = ({} as any).constructor.constructor;
for (const attempt of [
  () => scope.process.env.SIKLUS_ATTACK_SECRET,
  () => scope.process.argv.join(" "),
  () => make("return process.env")(),
  () => make("return process.report.getReport()")(),
  () => scope.Deno.env.toObject(),
  () => scope.Bun.env,
  () => scope.process.binding("os").getHostname(),
  () => scope.process._getActiveHandles(),
]) {
  try {
    const got = attempt();
    if (got !== undefined) console.log("siklus-escaped: " + JSON.stringify(got));
  } catch {}
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
