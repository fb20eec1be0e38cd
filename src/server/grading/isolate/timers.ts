type Timers = {
  /** Runs what is due. */
  readonly run: () => void;
  readonly names: Readonly<Record<string, (...args: never[]) => unknown>>;
};

/**
 * The timers of a realm that has no event loop of its own: `wake` asks the process around the isolate to come back after so many
 * milliseconds, and that is all that leaves.
 */
export function createTimers(wake: (afterMs: number) => void): Timers {
  const waiting = new Map<number, { due: number; every: number | undefined; run: () => unknown }>();
  const now = Date.now;
  let nextId = 1;

  const add = (run: unknown, delay: unknown, args: unknown[], repeats: boolean): number => {
    if (typeof run !== "function") throw new TypeError("a timer needs a function");
    const delayMs = Math.min(2 ** 31 - 1, Math.max(repeats ? 1 : 0, Math.floor(Number(delay)) || 0));
    const id = nextId++;
    waiting.set(id, { due: now() + delayMs, every: repeats ? delayMs : undefined, run: () => run(...args) });
    wake(delayMs);
    return id;
  };
  const clear = (id: unknown): void => {
    if (typeof id === "number") waiting.delete(id);
  };

  return {
    run: () => {
      const at = now();
      const due = [...waiting].filter(([, timer]) => timer.due <= at).sort(([, a], [, b]) => a.due - b.due);
      for (const [id, timer] of due) {
        if (!waiting.has(id)) continue;
        if (timer.every === undefined) waiting.delete(id);
        else {
          timer.due = at + timer.every;
          wake(timer.every);
        }
        timer.run();
      }
      const next = Math.min(...[...waiting.values()].map(({ due: time }) => time));
      if (Number.isFinite(next)) wake(Math.max(1, next - now()));
    },
    names: {
      setTimeout: (run: unknown, delay?: unknown, ...args: unknown[]) => add(run, delay, args, false),
      setInterval: (run: unknown, delay?: unknown, ...args: unknown[]) => add(run, delay, args, true),
      clearTimeout: clear,
      clearInterval: clear,
      queueMicrotask: (run: unknown) => {
        if (typeof run !== "function") throw new TypeError("queueMicrotask needs a function");
        void Promise.resolve().then(() => run());
      },
    },
  };
}
