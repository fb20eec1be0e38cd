import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";
import type { StreamEvent } from "./stream-event.ts";
import type { OpenWindow, StreamOutput, WindowedStream } from "./stream-state.ts";
import { spansOf, type TimeSpan } from "./window-spec.ts";
import { figuresOf, mergeTotals, totalsOf } from "./window-totals.ts";

/** The stream after some events, and what it gave out on the way, in order. */
export type StreamStep = { readonly stream: WindowedStream; readonly outputs: readonly StreamOutput[] };

/**
 * Feeds events to a stream, one after the other in order of arrival.
 *
 * The result depends on the order of arrival only through which events are late: within `maxDelayMs` any order gives the
 * same windows with the same figures, bit by bit. An event whose `id` was seen before is passed over. The given stream is
 * left as it was, so an older one can be gone back to: that is what a checkpoint is.
 *
 * @param stream    as `createWindowedStream` or the last call returned it
 * @param events    in order of arrival
 * @param isEnd     true when nothing more will come: all open windows then give their results; default false
 * @returns         the new stream and its outputs. O(events × (windows over a moment + log open windows)) + O(state)
 * @throws {EngineError} "wrong-type" for what is no event, "not-finite" for its time or value, "unsupported-version"
 * @example
 * const stream = createWindowedStream({ window: { kind: "tumbling", sizeMs: 60 }, maxDelayMs: 30 });
 * const events = [{ key: "a", timeMs: 50, value: 1 }, { key: "a", timeMs: 70, value: 5 }, { key: "a", timeMs: 40, value: 2 }, { key: "a", timeMs: 95, value: 1 }];
 * processEvents({ stream, events }).outputs.map(({ id, sum }) => [id, sum]) // => [["a@0", 3]]
 * processEvents({ stream, events, isEnd: true }).outputs.map(({ id, sum }) => [id, sum]) // => [["a@0", 3], ["a@60", 6]]
 */
export function processEvents(options: {
  readonly stream: WindowedStream;
  readonly events: readonly StreamEvent[];
  readonly isEnd?: boolean;
}): StreamStep {
  const { stream, events, isEnd = false } = requireOptions(functionName, options, ["stream", "events", "isEnd"]);
  requireFitted({ functionName, fitted: stream, kinds: { "windowed-stream": 1 } });
  if (!Array.isArray(events)) {
    throw refusal({ code: "wrong-type", functionName, need: "a list of events", got: shown(events) });
  }
  const work = new StreamWork(stream);
  for (const [at, event] of events.entries()) {
    requireEvent(event, at);
    work.take(event);
  }
  if (isEnd) work.moveWatermark(Number.POSITIVE_INFINITY);
  return { stream: work.close(), outputs: work.outputs };
}

const functionName = "processEvents";

function requireEvent(event: StreamEvent, at: number): void {
  const isEvent = typeof event === "object" && event !== null && typeof event.key === "string";
  const areNumbers = isEvent && typeof event.timeMs === "number" && typeof event.value === "number";
  if (!areNumbers || (event.id !== undefined && typeof event.id !== "string")) {
    throw refusal({ code: "wrong-type", functionName, need: `an event at ${at}`, got: shown(event), facts: { at } });
  }
  if (Number.isFinite(event.timeMs) && Number.isFinite(event.value)) return;
  const got = `${event.timeMs} and ${event.value}`;
  throw refusal({ code: "not-finite", functionName, need: `a finite time and value at ${at}`, got, facts: { at } });
}

/** A stream opened for work: the same contents in maps. */
class StreamWork {
  readonly outputs: StreamOutput[] = [];
  readonly #stream: WindowedStream;
  /** Open windows by key and then by start. */
  readonly #open = new Map<string, Map<number, OpenWindow>>();
  readonly #seen: Map<string, number>;
  #newestMs: number;
  #watermarkMs: number;
  /** Before the watermark reaches this, nothing can happen to any window. */
  #nextDeadlineMs = Number.POSITIVE_INFINITY;

  constructor(stream: WindowedStream) {
    this.#stream = stream;
    this.#seen = new Map(stream.seen);
    this.#newestMs = stream.newestMs ?? Number.NEGATIVE_INFINITY;
    this.#watermarkMs = this.#newestMs - stream.maxDelayMs;
    for (const window of stream.open) this.#put(window);
  }

  take(event: StreamEvent): void {
    if (event.id !== undefined && this.#seen.has(event.id)) return;
    const spans = spansOf(this.#stream.window, event.timeMs).filter(
      (span) => !this.#isClosed(this.#grown(event.key, span)),
    );
    if (spans.length === 0) {
      this.outputs.push({ type: "late", event });
      return;
    }
    if (event.id !== undefined) this.#seen.set(event.id, event.timeMs);
    for (const span of spans) this.#add(event, span);
    if (event.timeMs <= this.#newestMs) return;
    this.#newestMs = event.timeMs;
    this.moveWatermark(event.timeMs - this.#stream.maxDelayMs);
  }

  /** Gives the results of windows that end at or before the watermark, by end, start and key; forgets those past correction. */
  moveWatermark(watermarkMs: number): void {
    this.#watermarkMs = watermarkMs;
    if (watermarkMs < this.#nextDeadlineMs) return;
    const windows = this.#all();
    for (const window of windows.filter(({ endMs, isCurrent }) => endMs <= watermarkMs && !isCurrent).sort(byEnd)) {
      this.#giveOut(window);
    }
    this.#nextDeadlineMs = Number.POSITIVE_INFINITY;
    for (const window of this.#all()) {
      if (this.#isClosed(window)) this.#open.get(window.key)?.delete(window.startMs);
      else this.#remind(window);
    }
  }

  close(): WindowedStream {
    const horizonMs = this.#watermarkMs - this.#stream.allowedLatenessMs - longestMs(this.#stream);
    return {
      ...this.#stream,
      newestMs: Number.isFinite(this.#newestMs) ? this.#newestMs : null,
      open: this.#all().sort(byEnd),
      seen: [...this.#seen].filter(([, timeMs]) => timeMs > horizonMs),
    };
  }

  #all(): OpenWindow[] {
    return [...this.#open.values()].flatMap((windows) => [...windows.values()]);
  }

  #isClosed({ endMs }: TimeSpan): boolean {
    return endMs + this.#stream.allowedLatenessMs <= this.#watermarkMs;
  }

  #put(window: OpenWindow): void {
    const windows = this.#open.get(window.key) ?? new Map<number, OpenWindow>();
    this.#open.set(window.key, windows.set(window.startMs, window));
    this.#remind(window);
  }

  #remind({ endMs, isCurrent }: OpenWindow): void {
    const deadlineMs = !isCurrent ? endMs : endMs + this.#stream.allowedLatenessMs;
    this.#nextDeadlineMs = Math.min(this.#nextDeadlineMs, deadlineMs);
  }

  /** Open sessions of the key that the span touches or overlaps. */
  #touching(key: string, { startMs, endMs }: TimeSpan): OpenWindow[] {
    return [...(this.#open.get(key)?.values() ?? [])].filter((other) => other.startMs < endMs && startMs < other.endMs);
  }

  /** A session takes in the ones it touches; other windows stay as they are. */
  #grown(key: string, span: TimeSpan): TimeSpan {
    if (this.#stream.window.kind !== "session") return span;
    const all = [span, ...this.#touching(key, span)];
    return {
      startMs: all.reduce((least, one) => Math.min(least, one.startMs), span.startMs),
      endMs: all.reduce((most, one) => Math.max(most, one.endMs), span.endMs),
    };
  }

  #add({ key, value }: StreamEvent, span: TimeSpan): void {
    const isSession = this.#stream.window.kind === "session";
    const known = isSession ? undefined : this.#open.get(key)?.get(span.startMs);
    const parts = isSession ? this.#touching(key, span) : known === undefined ? [] : [known];
    const { startMs, endMs } = this.#grown(key, span);
    for (const part of parts) this.#open.get(key)?.delete(part.startMs);
    const window: OpenWindow = {
      key,
      startMs,
      endMs,
      totals: parts.reduce((totals, part) => mergeTotals(totals, part.totals), totalsOf(value)),
      revision: parts.reduce((most, part) => Math.max(most, part.revision), 0),
      isCurrent: false,
      replaces: parts.flatMap((part) => [
        ...part.replaces,
        ...(part.revision > 0 && part.startMs !== startMs ? [idOf(part)] : []),
      ]),
    };
    // A window that the watermark has passed is corrected at once; others wait for their end.
    if (endMs <= this.#watermarkMs) this.#giveOut(window);
    else this.#put(window);
  }

  #giveOut(window: OpenWindow): void {
    const { key, startMs, endMs, totals, replaces } = window;
    const revision = window.revision + 1;
    const id = idOf(window);
    this.outputs.push({ type: "window", id, key, startMs, endMs, ...figuresOf(totals), revision, replaces });
    this.#put({ ...window, revision, isCurrent: true, replaces: [] });
  }
}

function idOf({ key, startMs }: { readonly key: string; readonly startMs: number }): string {
  return `${key}@${startMs}`;
}

function byEnd(a: OpenWindow, b: OpenWindow): number {
  return a.endMs - b.endMs || a.startMs - b.startMs || (a.key < b.key ? -1 : Number(a.key > b.key));
}

/** How long after its time an event can still touch an open window. */
function longestMs({ window }: WindowedStream): number {
  return window.kind === "session" ? window.gapMs : window.sizeMs;
}
