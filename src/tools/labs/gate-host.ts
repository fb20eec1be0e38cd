import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { Fingerprints } from "#lab/fingerprint.ts";
import { runnable } from "./fingerprints.ts";
import type { LabFolder } from "./lab-folder.ts";
import type { NodeHost } from "./node-host.ts";

/** A host as the gate uses it: one run of one source under the visible or the hidden checks. */
export type GateHost = {
  readonly name: "node" | "browser" | "server";
  /** How many labs it takes at once. */
  readonly lanes: number;
  readonly run: (request: GateRun) => Promise<Verdict>;
  readonly close: () => Promise<void>;
};

export type GateRun = {
  readonly id: LabId;
  readonly checks: "visible" | "hidden";
  readonly source: string;
  readonly seed?: number;
};

export function nodeGateHost(
  host: NodeHost,
  folders: readonly LabFolder[],
  fingerprints: ReadonlyMap<string, Fingerprints>,
): GateHost {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  return {
    name: "node",
    lanes: 1,
    run: ({ id, checks, source, seed }) => {
      const folder = byId.get(id);
      if (folder === undefined) throw new Error(`no lab ${id}`);
      const lab = runnable(folder, fingerprints.get(id));
      const chosen = checks === "visible" ? lab : { ...lab, checks: folder.hidden.checks };
      return host.run({ lab: chosen, source, ...(seed === undefined ? {} : { seed }) }).done;
    },
    close: () => host.close(),
  };
}
