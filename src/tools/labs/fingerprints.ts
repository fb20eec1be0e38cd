import type { Verdict } from "#contract/verdict.ts";
import type { Fingerprints } from "#lab/fingerprint.ts";
import type { RunnableLab } from "#lab/run-lab.ts";
import type { LabFolder } from "./lab-folder.ts";
import type { NodeHost } from "./node-host.ts";

export type MistakeRun = {
  readonly name: string;
  readonly check: string | undefined;
  readonly verdict: Verdict;
  readonly digests: Readonly<Record<string, string>>;
};

export function runnable(folder: LabFolder, fingerprints: Fingerprints = {}): RunnableLab {
  return { id: folder.id, manifest: folder.manifest, checks: folder.checks, tables: folder.tables, fingerprints };
}

/** Runs each mistake once under the visible checks. */
export async function runMistakes(folder: LabFolder, host: NodeHost): Promise<readonly MistakeRun[]> {
  const runs: MistakeRun[] = [];
  for (const { name, source, check } of folder.mistakes) {
    const digests: Record<string, string> = {};
    const { done } = host.run({ lab: runnable(folder), source, onDigest: (id, digest) => (digests[id] = digest) });
    runs.push({ name, check, verdict: await done, digests });
  }
  return runs;
}

/**
 * Digests of the checks that each mistake fails. Where two mistakes look the same at a check, the one that names this check has it;
 * when neither or both do, the digest says nothing and is left out.
 */
export function fingerprintsOf(runs: readonly MistakeRun[]): Fingerprints {
  const claims = new Map<string, Map<string, MistakeRun[]>>();
  for (const run of runs) {
    for (const { id, status } of run.verdict.checks) {
      const digest = run.digests[id];
      if (status === "pass" || digest === undefined) continue;
      const byDigest = claims.get(id) ?? new Map<string, MistakeRun[]>();
      byDigest.set(digest, [...(byDigest.get(digest) ?? []), run]);
      claims.set(id, byDigest);
    }
  }
  const fingerprints: Record<string, Record<string, string>> = {};
  for (const [check, byDigest] of claims) {
    for (const [digest, claimants] of byDigest) {
      const named = claimants.filter((run) => run.check === check);
      const owner = claimants.length === 1 ? claimants[0] : named.length === 1 ? named[0] : undefined;
      if (owner === undefined) continue;
      fingerprints[check] = { ...fingerprints[check], [digest]: owner.name };
    }
  }
  return fingerprints;
}
