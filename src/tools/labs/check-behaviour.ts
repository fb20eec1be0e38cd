import type { CheckResult, Verdict } from "#contract/verdict.ts";
import type { GateHost } from "./gate-host.ts";
import type { LabFolder } from "./lab-folder.ts";
import { placeholders } from "./lab-text.ts";
import type { Problem } from "./problem.ts";

export type Behaviour = { readonly problems: readonly Problem[]; readonly caught: readonly string[] };

const seeds = [1, 2, 3, 20_261_124];

/** What must hold when the lab's own answers are run: starter fails, solution passes, each mistake is caught, each check is of use. */
export async function checkBehaviour(
  folder: LabFolder,
  host: GateHost,
  messages: Readonly<Record<string, string>>,
): Promise<Behaviour> {
  const problems: Problem[] = [];
  const at = (file: string, what: string, remedy: string): void => {
    problems.push({ file: `labs/${folder.id}/${file}`, what: `${what} [${host.name}]`, remedy });
  };
  const { id } = folder;
  const failedByMistake = new Set<string>();
  const failedHidden = new Set<string>();
  const note = (verdict: Verdict, file: string): void => {
    if (verdict.stopped?.reason === "internal")
      at(
        "checks.ts",
        `breaks when ${file} is run (${verdict.stopped.detail})`,
        "a check must end with pass or fail whatever comes back",
      );
    for (const check of verdict.checks) {
      const found = wordsMissing(check, messages);
      if (found !== undefined) at("checks.ts", found.what, found.remedy);
    }
  };

  const starter = await host.run({ id, checks: "visible", source: folder.starter });
  note(starter, "starter.ts");
  if (starter.status === "pass") at("starter.ts", "passes every check", "leave the learner something to do");
  if (starter.stopped !== undefined)
    at(
      "starter.ts",
      `does not run (${reasonOf(starter)})`,
      "a learner's first Run must give a result: let it fail in a check",
    );
  for (const result of (await host.run({ id, checks: "hidden", source: folder.starter })).checks) {
    if (result.status !== "pass") failedHidden.add(result.id);
  }

  for (const seed of [undefined, ...seeds]) {
    for (const checks of ["visible", "hidden"] as const) {
      const verdict = await host.run({ id, checks, source: folder.solution, ...(seed === undefined ? {} : { seed }) });
      note(verdict, "solution.ts");
      if (verdict.status === "pass") continue;
      at(
        "solution.ts",
        `does not pass ${checks} checks with seed ${seed ?? "of the page"} (${failuresOf(verdict)})`,
        "mend it or the check",
      );
    }
  }

  const caught: string[] = [];
  for (const { name, source, check } of folder.mistakes) {
    const file = `mistakes/${name}.ts`;
    if (check === undefined) {
      at(file, "does not say which check catches it", "write `// check: <check id>` as line 1");
      continue;
    }
    const verdict = await host.run({ id, checks: "visible", source });
    note(verdict, file);
    for (const result of verdict.checks) if (result.status !== "pass") failedByMistake.add(result.id);
    const hidden = await host.run({ id, checks: "hidden", source, seed: seeds[0] ?? 1 });
    note(hidden, file);
    for (const result of hidden.checks) if (result.status !== "pass") failedHidden.add(result.id);
    const result = verdict.checks.find((one) => one.id === check);
    if (result === undefined) at(file, `names check ${check}, which is not in checks.ts`, "name one that is");
    else if (verdict.stopped !== undefined)
      at(file, `ends before the checks (${reasonOf(verdict)})`, "make it run and be wrong");
    else if (result.status === "pass") at(file, `passes check ${check}`, "make the check stricter or name another one");
    else if (result.mistake !== name) {
      at(
        file,
        `is taken for ${result.mistake ?? "nothing known"} at ${check}`,
        "make the check ask something at which the two differ",
      );
    } else caught.push(name);
  }

  for (const check of folder.checks) {
    if (!failedByMistake.has(check.id))
      at("checks.ts", `${check.id} is failed by no mistake`, "write the misconception that it is for, or take it out");
  }
  for (const check of folder.hidden.checks) {
    if (!failedHidden.has(check.id))
      at(
        "hidden.ts",
        `${check.id} is failed by neither starter nor mistake`,
        "it tests nothing so far: write a mistake for it",
      );
  }
  problems.push(...(await checkRobustness(folder, host)));
  return { problems, caught };
}

const oddities = [
  "undefined",
  "null",
  "Number.NaN",
  "-1",
  '"text"',
  "[]",
  "{}",
  "[null, {}]",
  "new Map()",
  "() => 1",
  "(() => { throw 1; })()",
];

/** A check must not break, nor pass, on answers that make no sense; and a lab's exports may be anything at all. */
async function checkRobustness(folder: LabFolder, host: GateHost): Promise<readonly Problem[]> {
  if (host.name !== "node") return [];
  const problems: Problem[] = [];
  const asValue = (odd: string): string =>
    folder.manifest.exports
      .map((name) => `export const ${name} = (() => { try { return ${odd}; } catch { return 0; } })();`)
      .join("\n");
  const asFunction = (odd: string): string =>
    folder.manifest.exports.map((name) => `export function ${name}() { return ${odd}; }`).join("\n");
  for (const source of ["", ...oddities.flatMap((odd) => [asFunction(odd), asValue(odd)])]) {
    for (const checks of ["visible", "hidden"] as const) {
      const verdict = await host.run({ id: folder.id, checks, source });
      const file = `labs/${folder.id}/${checks === "visible" ? "checks.ts" : "hidden.ts"}`;
      const given = source === "" ? "an empty module" : source.split("\n")[0];
      if (verdict.stopped?.reason === "internal") {
        problems.push({
          file,
          what: `breaks on ${given} (${verdict.stopped.detail})`,
          remedy: "test the shape of what comes back before using it, as expectRecord and expectArray do",
        });
      }
      if (verdict.status === "pass")
        problems.push({ file, what: `passes ${given}`, remedy: "a constant must not pass every check" });
    }
  }
  return problems;
}

function wordsMissing(
  result: CheckResult,
  messages: Readonly<Record<string, string>>,
): Omit<Problem, "file"> | undefined {
  if (result.status === "pass" || result.message.key.startsWith("std.")) return undefined;
  const { key, params } = result.message;
  const words = messages[key];
  if (words === undefined)
    return {
      what: `says message ${key}, which has no words`,
      remedy: `add messages.${key} to text/en.md and text/id.md`,
    };
  const unfilled = placeholders(words)
    .split(" ")
    .filter((fact) => fact !== "" && !Object.hasOwn(params, fact.slice(1, -1)));
  if (unfilled.length === 0) return undefined;
  return {
    what: `says ${key} without the facts ${unfilled.join(" ")}`,
    remedy: "pass them as the second argument of fail or verify",
  };
}

function failuresOf(verdict: Verdict): string {
  if (verdict.stopped !== undefined) return reasonOf(verdict);
  const failed = verdict.checks.flatMap((result) =>
    result.status === "pass" ? [] : [`${result.id}: ${result.message.key} ${JSON.stringify(result.message.params)}`],
  );
  return failed.join("; ");
}

function reasonOf({ stopped }: Verdict): string {
  if (stopped?.reason === "learner-error")
    return `${stopped.error.message}${stopped.error.line === undefined ? "" : `, line ${stopped.error.line}`}`;
  return stopped?.reason === "internal" ? stopped.detail : (stopped?.reason ?? "no reason");
}
