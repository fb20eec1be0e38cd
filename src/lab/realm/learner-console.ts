import type { Output } from "./output.ts";

type Write = (...items: unknown[]) => void;

/** The `console` that learner code sees: what prints is shown in the page, what only groups or times does nothing. */
export function learnerConsole({ write }: Output): Readonly<Record<string, Write>> {
  const nothing: Write = () => {};
  const log: Write = (...items) => write("log", items);
  const error: Write = (...items) => write("error", items);
  const counts = new Map<unknown, number>();
  return {
    log,
    debug: log,
    dir: (...items) => write("log", [items[0]]),
    table: (...items) => write("log", [items[0]]),
    info: (...items) => write("info", items),
    warn: (...items) => write("warn", items),
    error,
    trace: log,
    assert: (holds, ...items) => {
      if (!holds) error("Assertion failed", ...items);
    },
    count: (label = "default") => {
      const next = (counts.get(label) ?? 0) + 1;
      counts.set(label, next);
      log(`${String(label)}: ${next}`);
    },
    group: (...items) => {
      if (items.length > 0) log(...items);
    },
    groupCollapsed: (...items) => {
      if (items.length > 0) log(...items);
    },
    groupEnd: nothing,
    time: nothing,
    timeEnd: nothing,
    timeLog: nothing,
    clear: nothing,
    countReset: nothing,
  };
}
