import { spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";
import { expectArray, expectEqual } from "#lab/doors/lab.ts";
import type { RunnableLab } from "#lab/run-lab.ts";
import { frameReader } from "./child/frames.ts";
import { runInProcess } from "./grade-source.ts";
import { type LearnerProcess, startLearnerProcess } from "./learner-process.ts";
import type { SandboxCommand } from "./sandbox-command.ts";
import { selfAttacks } from "./self-attacks.ts";

export type SelfAttack = {
  /** What gave; with anything in it nothing may be graded. */
  readonly holes: readonly string[];
  /** What one wall alone would let through on this host, held by another. */
  readonly warnings: readonly string[];
  readonly attacks: number;
};

const heldTooLongMs = 30_000;

const lab: RunnableLab = {
  id: "00-self/attack" as LabId, // fits the pattern of lab ids
  manifest: {
    version: 1,
    kind: "write",
    minutes: 2,
    order: 0,
    doors: ["metrics", "data", "show"],
    data: [],
    exports: ["found", "add"],
    timeLimitMs: 1_000,
    memoryMiB: 64,
    solutionAfterRuns: 0,
    assignment: false,
  },
  checks: [
    { id: "reach", run: async ({ learner }) => expectArray("found()", await learner.call("found"), []) },
    {
      id: "add",
      run: async ({ learner, rng }) => {
        const [a, b] = [Math.floor(rng.uniform() * 1e6), Math.floor(rng.uniform() * 1e6)];
        return expectEqual("add(…)", await learner.call("add", a, b), a + b);
      },
    },
  ],
  tables: {},
  fingerprints: {},
};

/** The grader tries at start what submissions have tried elsewhere, on this very host; it grades nothing if anything gives. */
export async function attackSelf(sandbox: SandboxCommand): Promise<SelfAttack> {
  const holes: string[] = [];
  const warnings: string[] = [];
  const queue = [...selfAttacks];
  const lane = async (): Promise<void> => {
    let learner: LearnerProcess | undefined;
    for (let attack = queue.shift(); attack !== undefined; attack = queue.shift()) {
      const { name, source, ends } = attack;
      const startedAt = performance.now();
      try {
        learner ??= await startLearnerProcess(sandbox);
        const verdict = await runInProcess({ lab, source, seed: 1_234_567, learner });
        const ending = verdict.stopped?.reason ?? verdict.status;
        if (!ends.includes(ending)) holes.push(`${name}: ended with ${inWords(verdict)}`);
        // What was refused or came to its end leaves the process fit for another realm.
        if (verdict.stopped === undefined || verdict.stopped.reason === "learner-error") continue;
      } catch (error) {
        holes.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      const tookMs = Math.round(performance.now() - startedAt);
      if (tookMs > heldTooLongMs) holes.push(`${name}: held the grader for ${tookMs} ms`);
      learner?.kill();
      learner = undefined;
    }
    learner?.kill();
  };
  await Promise.all([lane(), lane()]);
  for (const { what, got } of await probe(sandbox)) {
    if (what.startsWith("network") && sandbox.wall === "none") warnings.push(`${what}: ${got} (no bubblewrap here)`);
    else holes.push(`the process around the isolate: ${what}: ${got.slice(0, 80)}`);
  }
  return { holes, warnings, attacks: selfAttacks.length + 1 };
}

function inWords({ stopped, checks, status }: Verdict): string {
  if (stopped?.reason === "learner-error") return `learner-error: ${stopped.error.message.slice(0, 200)}`;
  if (stopped !== undefined) return stopped.reason;
  const failed = checks.flatMap((check) => (check.status === "pass" ? [] : [JSON.stringify(check).slice(0, 300)]));
  return `${status}: ${failed.join("; ")}`;
}

type Finding = { readonly what: string; readonly got: string };

/** The second wall, tried from the child's own Node as somebody would who had left the isolate. */
function probe(sandbox: SandboxCommand): Promise<readonly Finding[]> {
  return new Promise((resolve) => {
    const child = spawn(sandbox.command, sandbox.args("probe"), {
      cwd: sandbox.cwd,
      env: { ...sandbox.env },
      stdio: ["ignore", "ignore", "ignore", "pipe", sandbox.wall === "bubblewrap" ? "pipe" : "ignore"],
    });
    const end = (findings: readonly Finding[]): void => {
      clearTimeout(timeout);
      child.kill("SIGKILL");
      resolve(findings);
    };
    const timeout = setTimeout(() => end([{ what: "probe", got: "gave no answer" }]), 20_000);
    child.on("error", (error) => end([{ what: "probe", got: error.message }]));
    child.on("exit", () => end([{ what: "probe", got: "ended without an answer" }]));
    const read = frameReader({
      maxFrameBytes: 1024 * 1024,
      maxTotalBytes: 1024 * 1024,
      onTooMuch: () => end([{ what: "probe", got: "said too much" }]),
      onFrame: ({ bytes }) => end(JSON.parse(bytes.toString("utf8")) as Finding[]), // written by probe-process.ts
    });
    const pipe = child.stdio[3] as Duplex; // "pipe" above
    pipe.on("error", () => {});
    pipe.on("data", read);
  });
}
