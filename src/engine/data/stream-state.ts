import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { StreamEvent } from "./stream-event.ts";
import { requireWindow, type TimeSpan, type WindowSpec } from "./window-spec.ts";
import type { WindowTotals } from "./window-totals.ts";

/** A window of one key that may still receive events. */
export type OpenWindow = TimeSpan & {
  readonly key: string;
  readonly totals: WindowTotals;
  /** How often its result was given out: 0 = not yet. */
  readonly revision: number;
  /** Whether the last result holds all events that came since. */
  readonly isCurrent: boolean;
  /** Ids of results given out for sessions that have since grown into this one; its next result takes their place. */
  readonly replaces: readonly string[];
};

/** A windowed aggregation between two events: plain data, so that it can be stored, moved and gone back to. */
export type WindowedStream = {
  readonly kind: "windowed-stream";
  readonly version: 1;
  readonly window: WindowSpec;
  readonly maxDelayMs: number;
  readonly allowedLatenessMs: number;
  /** The largest event time seen, null before the first event. */
  readonly newestMs: number | null;
  readonly open: readonly OpenWindow[];
  /** Ids of events that could come again, with their times. */
  readonly seen: readonly (readonly [id: string, timeMs: number])[];
};

/** What a stream gives out. */
export type StreamOutput =
  | {
      readonly type: "window";
      /** Names the key and the window; a later revision has the same id. */
      readonly id: string;
      readonly key: string;
      readonly startMs: number;
      readonly endMs: number;
      readonly count: number;
      readonly sum: number;
      readonly mean: number;
      readonly min: number;
      readonly max: number;
      /** 1 for the first result, higher where a late event corrected it. */
      readonly revision: number;
      /** Results that this one takes the place of: sessions that a late event has joined. */
      readonly replaces: readonly string[];
    }
  | { readonly type: "late"; readonly event: StreamEvent };

/**
 * A windowed aggregation, before the first event: events are summed up for each key and window of event time.
 *
 * Events arrive in another order than they happened. The stream therefore waits: its watermark, the newest time seen less
 * `maxDelayMs`, says "nothing older is expected any more", and a window gives its result once the watermark reaches its end.
 * Waiting longer makes results later and fewer of them wrong. An event that comes even later corrects the result as long
 * as the watermark is less than `allowedLatenessMs` past the window's end; after that it goes to the side, as "late", to
 * be counted and looked at rather than lost.
 *
 * @param window             how event time is cut
 * @param maxDelayMs         how much later than a newer event an event may come and still be in time; default 0
 * @param allowedLatenessMs  how long results are still corrected; default 0
 * @returns                  plain data for `processEvents`
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range"
 * @example createWindowedStream({ window: { kind: "tumbling", sizeMs: 60_000 } }).open // => []
 * @source  Akidau et al. 2015, The dataflow model; watermarks and lateness as in Apache Flink
 */
export function createWindowedStream(options: {
  readonly window: WindowSpec;
  readonly maxDelayMs?: number;
  readonly allowedLatenessMs?: number;
}): WindowedStream {
  const functionName = "createWindowedStream";
  const {
    window,
    maxDelayMs = 0,
    allowedLatenessMs = 0,
  } = requireOptions(functionName, options, ["window", "maxDelayMs", "allowedLatenessMs"]);
  requireWindow(functionName, window);
  requireNumber({ functionName, name: "maxDelayMs", value: maxDelayMs, least: 0 });
  requireNumber({ functionName, name: "allowedLatenessMs", value: allowedLatenessMs, least: 0 });
  return {
    kind: "windowed-stream",
    version: 1,
    window: { ...window },
    maxDelayMs,
    allowedLatenessMs,
    newestMs: null,
    open: [],
    seen: [],
  };
}
