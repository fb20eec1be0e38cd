import type { Timer } from "#lab/realm-port.ts";

const lookEveryMs = 50;
/** A process that gets no turn at all on a crowded machine is given up after so many times its limit. */
const patience = 4;
const idleMs = 5;

/**
 * The clock of one submission on a machine that many share: time that its process had to wait for the processor is not held against
 * it. The limit is reached by processor time, or by the wall clock while the process does nothing. Where the host tells no
 * processor time the wall clock decides.
 */
export function fairTimer(cpuMs: () => number | undefined): Timer {
  return {
    now: () => performance.now(),
    after: (delayMs, run) => {
      const begin = performance.now();
      const cpuAtBegin = cpuMs();
      let cpuBefore = cpuAtBegin;
      let quietMs = 0;
      const look = setInterval(() => {
        const wall = performance.now() - begin;
        const cpu = cpuMs();
        const isKnown = cpu !== undefined && cpuAtBegin !== undefined;
        quietMs = isKnown && cpu - (cpuBefore ?? 0) <= idleMs ? quietMs + lookEveryMs : 0;
        cpuBefore = cpu;
        const used = isKnown ? cpu - cpuAtBegin : wall;
        const isIdle = wall >= delayMs && quietMs >= 4 * lookEveryMs;
        if (used < delayMs && !isIdle && wall < patience * delayMs) return;
        clearInterval(look);
        run();
      }, lookEveryMs);
      return () => clearInterval(look);
    },
  };
}
