import type { RunEvent } from "#lab/run-event.ts";
import { visibleSeed } from "#lab/run-lab.ts";
import { caseLab } from "#test/unit/lab/cases/case-lab.ts";
import { createInPageRuntime } from "#tools/labs/gate-page/in-page-runtime.ts";
import type { SandboxPage } from "./sandbox-page.ts";

// The site's own sandbox, with a lab made for the cases. Built to .cache/ by sandbox.spec.ts, never to dist/.
const runtime = createInPageRuntime();

const sandboxPage: SandboxPage = {
  run: async ({ source, timeLimitMs, memoryMiB, stopAfterMs }) => {
    const events: RunEvent[] = [];
    const stopping = new AbortController();
    if (stopAfterMs !== undefined) setTimeout(() => stopping.abort(), stopAfterMs);
    let longestGapMs = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longestGapMs = Math.max(longestGapMs, performance.now() - last);
      last = performance.now();
    }, 10);
    const lab = caseLab({
      ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
      ...(memoryMiB === undefined ? {} : { memoryMiB }),
    });
    const verdict = await runtime.run({
      lab,
      source,
      seed: visibleSeed,
      stopping: stopping.signal,
      onEvent: (event) => events.push(event),
    });
    clearInterval(beat);
    return { verdict, events, longestGapMs };
  },
};
Object.assign(globalThis, { sandboxPage });
