/** What learner code finds beside the language itself: no network, no storage, no page. */
declare const console: {
  log(...items: unknown[]): void;
  info(...items: unknown[]): void;
  warn(...items: unknown[]): void;
  error(...items: unknown[]): void;
  debug(...items: unknown[]): void;
  table(data: unknown): void;
  dir(item: unknown): void;
  assert(holds: boolean, ...items: unknown[]): void;
  count(label?: string): void;
};
declare function setTimeout(run: () => void, delayMs?: number): number;
declare function clearTimeout(id: number | undefined): void;
declare function queueMicrotask(run: () => void): void;
declare function structuredClone<T>(value: T): T;
declare const performance: { now(): number };
