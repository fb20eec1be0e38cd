import type { Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";

export type SandboxPage = {
  readonly run: (request: {
    readonly source: string;
    readonly timeLimitMs?: number | undefined;
    readonly memoryMiB?: number | undefined;
    readonly stopAfterMs?: number;
  }) => Promise<{ readonly verdict: Verdict; readonly events: readonly RunEvent[]; readonly longestGapMs: number }>;
};
