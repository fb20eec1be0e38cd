import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { LabId } from "#contract/lab.ts";
import { readCsv } from "#engine/data/index.ts";
import type { Table } from "#engine/data/table.ts";
import type { Check } from "#lab/check.ts";
import type { HiddenChecks } from "#lab/define.ts";
import type { RunEvent } from "#lab/run-event.ts";
import { type GradableLab, gradeSource } from "../grade-source.ts";
import { gradingFiles, readGradedLabs } from "../grading-files.ts";
import { openLearnerPool } from "../learner-pool.ts";
import { sandboxCommand } from "../sandbox-command.ts";
import type { FromChecker, GradeRequest, ToChecker } from "./checker-messages.ts";

export type LabChecks = { readonly checks: readonly Check[]; readonly hidden: HiddenChecks };

/** The thread in which checks run, so that one that hangs or bursts ends here and not with the grader. The builder hands it all labs. */
export function runChecker(labChecks: Readonly<Record<string, LabChecks>>): void {
  const port = parentPort;
  if (port === null) throw new Error("the checker is a thread of the grader");
  const say = (message: FromChecker): void => port.postMessage(message);
  const { directory, spare } = workerData as { directory: string; spare: number }; // given by check-pool.ts
  const files = gradingFiles(directory);
  const { labs, engineHash } = readGradedLabs(files);
  const tables = new Map<string, Table>();
  const made = new Map<string, GradableLab>();

  const gradable = (labId: string): GradableLab | undefined => {
    const known = made.get(labId);
    const facts = labs.find(({ id }) => id === labId);
    const code = labChecks[labId];
    if (known !== undefined || facts === undefined || code === undefined) return known;
    const ownTables: Record<string, Table> = {};
    for (const [file, path] of Object.entries(facts.data)) {
      const table = tables.get(path) ?? readCsv(readFileSync(path, "utf8"));
      tables.set(path, table);
      ownTables[file] = table;
    }
    const { manifest, fingerprints, labHash, checksHash } = facts;
    const lab = { id: labId as LabId, manifest, checks: code.checks, tables: ownTables, fingerprints }; // an id that the builder found
    const graded = { lab, hidden: code.hidden.checks, hashes: { labHash, checksHash, engineHash } };
    made.set(labId, graded);
    return graded;
  };
  const pool = openLearnerPool({
    sandbox: sandboxCommand(files),
    spare,
    onStart: (pid) => say({ kind: "started", pid }),
    onEnd: (pid) => say({ kind: "ended", pid }),
  });

  const grade = async ({ labId, source, seed, record = false }: GradeRequest): Promise<FromChecker> => {
    const graded = gradable(labId);
    if (graded === undefined) return { kind: "outcome", outcome: { state: "failed", why: `there is no lab ${labId}` } };
    const events: RunEvent[] = [];
    const verdicts: Record<string, unknown> = {};
    const watcher = record
      ? {
          onEvent: (event: RunEvent) => void events.push(event),
          onVerdict: (which: string, verdict: unknown) => {
            verdicts[which] = verdict;
          },
        }
      : {};
    const outcome = await gradeSource({ graded, source, seed, pool, watcher });
    return { kind: "outcome", outcome, ...(record ? { recorded: { ...verdicts, events } } : {}) };
  };
  port.on("message", ({ request }: ToChecker) => {
    void grade(request).then(say);
  });
  say({ kind: "ready" });
}
