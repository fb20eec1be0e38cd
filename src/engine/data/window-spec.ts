import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";

/**
 * How time is cut into windows. A window holds the times from its start up to but not including its end.
 *
 * - "tumbling": one after the other, each `sizeMs` long; every event is in exactly one.
 * - "sliding": `sizeMs` long, a new one every `everyMs`; an event is in sizeMs ÷ everyMs of them.
 * - "session": as long as events of a key follow each other within `gapMs`; a pause of `gapMs` ends it.
 *
 * Windows start at multiples of their step counted from 1970, as in Flink and Kafka, so that every run cuts alike.
 */
export type WindowSpec =
  | { readonly kind: "tumbling"; readonly sizeMs: number }
  | { readonly kind: "sliding"; readonly sizeMs: number; readonly everyMs: number }
  | { readonly kind: "session"; readonly gapMs: number };

/** From the start up to but not including the end. */
export type TimeSpan = { readonly startMs: number; readonly endMs: number };

/**
 * The windows that hold a moment; for "session" the window that an event alone would make, to be merged with those it touches.
 *
 * @param window  how time is cut
 * @param timeMs  milliseconds
 * @returns       spans in order of their start. O(sizeMs ÷ everyMs)
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range" for sizes that are not above 0 or more than 10,000 windows
 * @example windowsOf({ window: { kind: "tumbling", sizeMs: 60 }, timeMs: 130 }) // => [{ startMs: 120, endMs: 180 }]
 * @example windowsOf({ window: { kind: "sliding", sizeMs: 60, everyMs: 30 }, timeMs: 130 }) // => [{ startMs: 90, endMs: 150 }, { startMs: 120, endMs: 180 }]
 */
export function windowsOf(options: { readonly window: WindowSpec; readonly timeMs: number }): TimeSpan[] {
  const { window, timeMs } = requireOptions("windowsOf", options, ["window", "timeMs"]);
  requireWindow("windowsOf", window);
  requireNumber({ functionName: "windowsOf", name: "timeMs", value: timeMs });
  return spansOf(window, timeMs);
}

/** The same for a window that was checked. */
export function spansOf(window: WindowSpec, timeMs: number): TimeSpan[] {
  if (window.kind === "session") return [{ startMs: timeMs, endMs: timeMs + window.gapMs }];
  const { sizeMs } = window;
  const step = window.kind === "sliding" ? window.everyMs : sizeMs;
  const spans: TimeSpan[] = [];
  for (let startMs = Math.floor(timeMs / step) * step; startMs + sizeMs > timeMs; startMs -= step) {
    spans.push({ startMs, endMs: startMs + sizeMs });
  }
  return spans.reverse();
}

/** Refuses a window of no length, a step longer than the window (events would fall between), and unknown kinds. */
export function requireWindow(functionName: string, window: WindowSpec): void {
  if (typeof window !== "object" || window === null) {
    throw refusal({ code: "wrong-type", functionName, need: "a window", got: shown(window) });
  }
  const positive = (name: string, value: number, most?: number): number =>
    requireNumber({ functionName, name: `window.${name}`, value, above: 0, ...(most === undefined ? {} : { most }) });
  switch (window.kind) {
    case "tumbling":
      positive("sizeMs", window.sizeMs);
      return;
    case "sliding":
      positive("sizeMs", window.sizeMs);
      positive("everyMs", window.everyMs, window.sizeMs);
      if (window.sizeMs / window.everyMs <= 10_000) return;
      throw refusal({
        code: "out-of-range",
        functionName,
        need: "at most 10000 windows over one moment",
        got: String(window.sizeMs / window.everyMs),
      });
    case "session":
      positive("gapMs", window.gapMs);
      return;
    default: {
      const got = shown(Reflect.get(window, "kind"));
      throw refusal({ code: "out-of-range", functionName, need: "a tumbling, sliding or session window", got });
    }
  }
}
