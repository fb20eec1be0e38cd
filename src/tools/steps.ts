import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { stripVTControlCharacters } from "node:util";

/** One command of a longer one, with the name under which it is reported. */
export type Step = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** A step of another lane that must have ended before. */
  readonly after?: string;
};

export type StepResult = {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly lastLine: string;
  /** Lines that name what failed, for the end of a log of which only the end is kept. */
  readonly failures: readonly string[];
};

const mostFailures = 20;
const namesFailure = /^\s*(FAIL\b|×|✘|\[chromium\].*›|AssertionError|Counterexample|Error:|error TS|.*: error\b)/;

/** Runs a command, shows its output (as it comes, or whole at the end), and keeps the last line that has words in it. */
export async function runStep(step: Step, shown: "at once" | "at the end" = "at once"): Promise<StepResult> {
  const startedAt = performance.now();
  let output = "";
  if (shown === "at once") console.log(`\n── ${step.name}`);
  const child = spawn(step.command, step.args, { stdio: ["ignore", "pipe", "pipe"], env: process.env });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      if (shown === "at once") process.stdout.write(chunk);
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
  if (shown === "at the end") console.log(`\n── ${step.name}\n${output}`);
  const lines = stripVTControlCharacters(output)
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

/** Steps one after the other. */
type Lane = readonly Step[];

/**
 * Runs all steps whatever fails, prints a table, and sets the exit code. Phases follow each other; the lanes of a phase run side by side
 * (then the output of a step is shown when it has ended): most steps keep one core busy, and the machines have two.
 */
export async function runSteps(title: string, ...phases: readonly (readonly Lane[])[]): Promise<void> {
  const startedAt = performance.now();
  const results: StepResult[] = [];
  const ended = new EventEmitter();
  for (const lanes of phases) {
    const shown = lanes.length > 1 ? "at the end" : "at once";
    await Promise.all(
      lanes.map(async (steps) => {
        for (const step of steps) {
          const { after } = step;
          if (after !== undefined && !results.some(({ name }) => name === after)) await once(ended, after);
          results.push(await runStep(step, shown));
          ended.emit(step.name);
        }
      }),
    );
  }
  console.log(`\n── ${title}`);
  for (const result of results) {
    console.log(
      `${result.ok ? "ok  " : "FAIL"} ${result.name.padEnd(16)} ${result.seconds.toFixed(1).padStart(6)} s  ${result.lastLine}`,
    );
    for (const failure of result.failures) console.log(`       ${failure.slice(0, 240)}`);
  }
  const passed = results.filter((result) => result.ok).length;
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`\n${title}: ${results.length} steps in ${seconds.toFixed(0)} s`);
  console.log(`${title}: ${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}
