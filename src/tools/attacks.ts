import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Verdict } from "#contract/verdict.ts";
import type { AttackHost } from "#test/attacks/attack-host.ts";
import { openBrowserAttackHosts } from "#test/attacks/browser-attack-host.ts";
import { canariesIn } from "#test/attacks/canaries-in.ts";
import { readCorrectAnswers, readSubmissions, type Submission } from "#test/attacks/read-submissions.ts";
import { readSecrets, secretsIn } from "#test/attacks/secrets.ts";
import { labsDirectory } from "./labs/find-labs.ts";

// npm run attacks [-- part of a file's name …]: each submission scores 0, shows nothing secret and harms nothing; each right answer passes.
const wanted = process.argv.slice(2);
const isWanted = ({ file }: { readonly file: string }): boolean =>
  wanted.length === 0 || wanted.some((part) => file.includes(part));
const startedAt = performance.now();
const submissions = (await readSubmissions()).filter(isWanted);
const answers = (await readCorrectAnswers()).filter(isWanted);
const secrets = await readSecrets();
const problems = new Set<string>();
const bad = { passed: new Set<string>(), leaked: new Set<string>(), harmed: new Set<string>() };
let full = 0;

// Those that end by the clock take seconds of doing nothing: several hosts, and the slow ones first.
const isSlow = ({ ends }: Submission): boolean => ends.includes("time-limit") || ends.includes("memory-limit");
const attacks = [...submissions.filter(isSlow), ...submissions.filter((one) => !isSlow(one))];
const { hosts, close } = await openBrowserAttackHosts(3);
const queue: ((host: AttackHost) => Promise<void>)[] = [
  ...attacks.map((attack) => (host: AttackHost) => runAttack(attack, host)),
  ...answers.map((answer) => async (host: AttackHost) => {
    const { verdict } = await host.run({ ...answer, checks: "visible" });
    const { verdict: hidden } = await host.run({ ...answer, checks: "hidden" });
    if (verdict.score === 1 && verdict.status === "pass" && hidden.status === "pass") full++;
    else problems.add(`${answer.file}: is right and does not pass (${inWords(verdict)}; hidden ${inWords(hidden)})`);
  }),
];
await Promise.all(
  hosts.map(async (host) => {
    for (let work = queue.shift(); work !== undefined; work = queue.shift()) await work(host);
  }),
);
await close();

if (existsSync("dist")) {
  for (const { file, canary } of await canariesIn("dist", secrets)) {
    bad.leaked.add(file);
    problems.add(`${file}: holds ${canary}: hidden checks never ship`);
  }
} else console.log("dist/ is not there: canaries were looked for in runs only (npm run build makes it)");

for (const problem of problems) console.log(problem);
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`attacks: ${hosts[0]?.name ?? "no"} host, ${seconds} s`);
console.log(
  `attacks ${attacks.length}, passed ${bad.passed.size}, leaked ${bad.leaked.size}, harmed ${bad.harmed.size}; correct ${answers.length}, full ${full}`,
);
process.exitCode = problems.size > 0 || attacks.length + answers.length === 0 ? 1 : 0;

async function runAttack(attack: Submission, host: AttackHost): Promise<void> {
  const { file, lab, ends, source } = attack;
  const report = (kind: keyof typeof bad, what: string): void => {
    bad[kind].add(file);
    problems.add(`${file}: ${what} [${host.name}]`);
  };
  const { verdict, shown } = await host.run(attack);
  if (verdict.status === "pass" || verdict.score > 0) report("passed", `scored ${verdict.score} (${inWords(verdict)})`);
  const ending = verdict.stopped?.reason ?? verdict.status;
  if (!ends.some((one) => one === ending))
    problems.add(
      `${file}: ended with ${inWords(verdict)}, not with ${ends.join(" or ")}: mend the submission or its "// ends:" line`,
    );
  for (const { of } of secretsIn(`${shown}\n${JSON.stringify(verdict)}`, secrets, source))
    report("leaked", `was shown a line of ${of}`);
  const gotOut = /siklus-escaped: ?([^"\\]*)/.exec(shown)?.[1];
  if (gotOut !== undefined) report("harmed", `got out: ${gotOut}`);
  for (const harm of await host.harm()) report("harmed", harm);
  const honest = await host.run({ lab, checks: "visible", source: await solutionOf(lab) });
  if (honest.verdict.status !== "pass") report("harmed", `the next honest run ends with ${inWords(honest.verdict)}`);
  for (const harm of await host.harm()) report("harmed", `${harm}, after its end`);
}

function solutionOf(lab: string): Promise<string> {
  return readFile(`${labsDirectory}${lab}/solution.ts`, "utf8");
}

function inWords({ status, stopped, checks }: Verdict): string {
  if (stopped?.reason === "learner-error") return `learner-error: ${stopped.error.message.slice(0, 120)}`;
  if (stopped?.reason === "internal") return `internal: ${stopped.detail.slice(0, 120)}`;
  if (stopped !== undefined) return stopped.reason;
  return `${status}: ${checks.map((check) => `${check.id} ${check.status}${check.status === "error" ? ` (${check.error?.message.slice(0, 80) ?? check.message.key})` : ""}`).join(", ")}`;
}
