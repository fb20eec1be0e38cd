import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Verdict } from "#contract/verdict.ts";
import type { AttackHost } from "#test/attacks/attack-host.ts";
import { canariesIn } from "#test/attacks/canaries-in.ts";
import { readCorrectAnswers, readSubmissions, type Submission } from "#test/attacks/read-submissions.ts";
import { readSecrets, type Secret, secretsIn } from "#test/attacks/secrets.ts";
import { labsDirectory } from "./labs/find-labs.ts";

// npm run attacks [-- --host server|browser|both] [part of a file's name …]: on each host each submission scores 0, shows nothing
// secret and harms nothing; each right answer scores full.
const { values, positionals: wanted } = parseArgs({
  options: { host: { type: "string", default: "both" } },
  allowPositionals: true,
});
if (!["server", "browser", "both"].includes(values.host))
  throw new Error(`--host is server, browser or both, got ${values.host}`);
const isWanted = ({ file }: { readonly file: string }): boolean =>
  wanted.length === 0 || wanted.some((part) => file.includes(part));
const startedAt = performance.now();
const submissions = (await readSubmissions()).filter(isWanted);
const answers = (await readCorrectAnswers()).filter(isWanted);
const secrets = await readSecrets();
const problems = new Set<string>();
const bad = { passed: new Set<string>(), leaked: new Set<string>(), harmed: new Set<string>() };
const notFull = new Set<string>();

// Those that end by the clock take seconds of doing nothing: several hosts, and the slow ones first.
const isSlow = ({ ends }: Submission): boolean => ends.includes("time-limit") || ends.includes("memory-limit");
const attacks = [...submissions.filter(isSlow), ...submissions.filter((one) => !isSlow(one))];
const opened = await Promise.all([
  ...(values.host === "browser" ? [] : [openServer()]),
  ...(values.host === "server" ? [] : [openBrowser()]),
]);
await Promise.all(
  opened.map(async ({ hosts, secrets: more, close }) => {
    const name = hosts[0]?.name ?? "no";
    const known = [...secrets, ...more];
    const queue: ((host: AttackHost) => Promise<void>)[] = [
      ...attacks.map((attack) => (host: AttackHost) => runAttack(attack, host, known)),
      ...answers.map((answer) => async (host: AttackHost) => {
        const { verdict } = await host.run({ ...answer, checks: "visible" });
        const { verdict: hidden } = await host.run({ ...answer, checks: "hidden" });
        if (verdict.score === 1 && verdict.status === "pass" && hidden.status === "pass") return;
        notFull.add(answer.file);
        problems.add(
          `${answer.file}: is right and does not pass (${inWords(verdict)}; hidden ${inWords(hidden)}) [${host.name}]`,
        );
      }),
    ];
    await Promise.all(
      hosts.map(async (host) => {
        for (let work = queue.shift(); work !== undefined; work = queue.shift()) await work(host);
      }),
    );
    await close();
    console.log(`attacks: ${name} host, ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }),
);

if (existsSync("dist")) {
  for (const { file, canary } of await canariesIn("dist", secrets)) {
    bad.leaked.add(file);
    problems.add(`${file}: holds ${canary}: hidden checks never ship`);
  }
} else console.log("dist/ is not there: canaries were looked for in runs only (npm run build makes it)");

for (const problem of problems) console.log(problem);
console.log(
  `attacks ${attacks.length}, passed ${bad.passed.size}, leaked ${bad.leaked.size}, harmed ${bad.harmed.size}; correct ${answers.length}, full ${answers.length - notFull.size}`,
);
process.exitCode = problems.size > 0 || attacks.length + answers.length === 0 ? 1 : 0;

type Opened = {
  readonly hosts: readonly AttackHost[];
  readonly secrets: readonly Secret[];
  readonly close: () => Promise<void>;
};

async function openServer(): Promise<Opened> {
  return (await import("#test/attacks/server-attack-host.ts")).openServerAttackHosts(2);
}

async function openBrowser(): Promise<Opened> {
  const { openBrowserAttackHosts } = await import("#test/attacks/browser-attack-host.ts");
  return { secrets: [], ...(await openBrowserAttackHosts(3)) };
}

async function runAttack(attack: Submission, host: AttackHost, known: readonly Secret[]): Promise<void> {
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
  for (const { of } of secretsIn(`${shown}\n${JSON.stringify(verdict)}`, known, source))
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
