import { findLab } from "#browser/lab-host/lab-catalogue.ts";
import { labHost } from "#browser/lab-host/lab-host.ts";
import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { HiddenChecks } from "#lab/define.ts";
import type { RunEvent } from "#lab/run-event.ts";
import { createInPageRuntime } from "./in-page-runtime.ts";

// The lab gate in a browser. Built to .cache/ and never to dist/, for it holds the hidden checks.
const hidden = import.meta.glob<HiddenChecks>("/labs/*/*/hidden.ts", { import: "default" });
const runtime = createInPageRuntime();

export type GatePage = {
  /** As a learner runs it: page, conductor, sandbox. */
  readonly run: (labId: LabId, source: string) => Promise<{ verdict: Verdict; events: RunEvent[] }>;
  readonly warm: (labId: LabId) => Promise<void>;
  readonly runChecks: (labId: LabId, which: "visible" | "hidden", source: string, seed?: number) => Promise<Verdict>;
};

const page: GatePage = {
  run: async (labId, source) => {
    const events: RunEvent[] = [];
    const verdict = await labHost().run({ labId, source }, (event) => events.push(event)).done;
    return { verdict, events };
  },
  warm: (labId) => labHost().warm(labId),
  runChecks: async (labId, which, source, seed) => {
    const lab = await findLab(labId);
    const checks = which === "visible" ? lab.checks : (await hidden[`/labs/${labId}/hidden.ts`]?.())?.checks;
    return runtime.run({ lab: { ...lab, checks: checks ?? [] }, source, seed });
  },
};
Object.assign(globalThis, { gatePage: page });
