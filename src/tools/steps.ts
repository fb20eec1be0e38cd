import { spawn } from "node:child_process";

/** One command of a longer one, with the name under which it is reported. */
export type Step = { readonly name: string; readonly command: string; readonly args: readonly string[] };

export type StepResult = {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly lastLine: string;
  /** Lines that name what failed, for the end of a log of which only the end is kept. */
  readonly failures: readonly string[];
};

const mostFailures = 20;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC opens a colour code
const colour = /\u001b\[[0-9;]*m/g;
const namesFailure = /^\s*(FAIL\b|×|✘|\[chromium\].*›|AssertionError|Counterexample|Error:|error TS|.*: error\b)/;

/** Runs a command, shows its output as it comes, and keeps the last line that has words in it. */
export async function runStep(step: Step): Promise<StepResult> {
  const startedAt = performance.now();
  let output = "";
  console.log(`\n── ${step.name}`);
  const child = spawn(step.command, step.args, { stdio: ["ignore", "pipe", "pipe"], env: process.env });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      process.stdout.write(chunk);
      output += chunk.toString();
    });
  }
  const ok = await new Promise<boolean>((resolve) => {
    child.on("error", (error) => {
      console.error(`${step.command} did not start: ${error.message}`);
      resolve(false);
    });
    child.on("close", (code) => resolve(code === 0));
  });
  const lines = output
    .replaceAll(colour, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const failures = ok ? [] : [...new Set(lines.filter((line) => namesFailure.test(line)))].slice(0, mostFailures);
  return {
    name: step.name,
    ok,
    seconds: (performance.now() - startedAt) / 1000,
    lastLine: lines.at(-1) ?? "",
    failures,
  };
}

/** Runs all steps, one after the other and whatever fails, prints a table, and sets the exit code. */
export async function runSteps(title: string, steps: readonly Step[]): Promise<void> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await runStep(step));
  console.log(`\n── ${title}`);
  for (const result of results) {
    console.log(
      `${result.ok ? "ok  " : "FAIL"} ${result.name.padEnd(16)} ${result.seconds.toFixed(1).padStart(6)} s  ${result.lastLine}`,
    );
    for (const failure of result.failures) console.log(`       ${failure.slice(0, 240)}`);
  }
  const passed = results.filter((result) => result.ok).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  console.log(`\n${title}: ${results.length} steps in ${seconds.toFixed(0)} s`);
  console.log(`${title}: ${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}
