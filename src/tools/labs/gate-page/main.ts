import { findLab } from "#browser/lab-host/lab-catalogue.ts";
import { labHost } from "#browser/lab-host/lab-host.ts";
import type { HiddenChecks } from "#lab/define.ts";
import type { RunEvent } from "#lab/run-event.ts";
import type { GatePage } from "../gate-page-api.ts";
import { createInPageRuntime } from "./in-page-runtime.ts";

// The lab gate in a browser. Built to .cache/ and never to dist/, for it holds the hidden checks.
const hidden = import.meta.glob<HiddenChecks>("/labs/*/*/hidden.ts", { import: "default" });
const runtime = createInPageRuntime();

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
