import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";
import type { StreamEvent } from "./stream-event.ts";
import type { StreamOutput } from "./stream-state.ts";

/** One row of a sink: the newest result of a window. */
export type SinkRow = Omit<Extract<StreamOutput, { readonly type: "window" }>, "type" | "replaces">;

/** Where results come to rest, as a table in a database would hold them: plain data. */
export type StreamSink = {
  readonly kind: "stream-sink";
  readonly version: 1;
  readonly mode: "exactly-once" | "at-least-once";
  /** How many outputs of the stream have been taken in: the number of the next one. */
  readonly committed: number;
  readonly rows: readonly SinkRow[];
  /** Events that came too late for their windows. */
  readonly late: readonly StreamEvent[];
};

/**
 * An empty sink for the outputs of a stream.
 *
 * "exactly-once" (default) makes every write harmless to repeat. It knows the number of the next output and passes over
 * those it has, and it keeps one row for each window, so that a later revision takes the place of an earlier one.
 * "at-least-once" writes down whatever comes: after a crash, what was written before is written again, and sums over the
 * rows are too large. It is here to show why the other one is needed. O(1).
 *
 * @throws {EngineError} "out-of-range" for another mode
 * @example createStreamSink().committed // => 0
 */
export function createStreamSink(given: { readonly mode?: "exactly-once" | "at-least-once" } = {}): StreamSink {
  const { mode = "exactly-once" } = requireOptions("createStreamSink", given, ["mode"]);
  const options = ["exactly-once", "at-least-once"] as const;
  requireOneOf<string>({ functionName: "createStreamSink", name: "mode", value: mode, options });
  return { kind: "stream-sink", version: 1, mode, committed: 0, rows: [], late: [] };
}

/**
 * Writes outputs into a sink, all or nothing: rows, late events and the count of what was taken in change together, as in
 * one transaction. That count is what makes a repeated write harmless.
 *
 * @param sink     as `createStreamSink` or the last write returned it
 * @param outputs  of a stream, in order
 * @param from     the number of the first of them, counted from 0 since the stream began
 * @returns        the new sink; the given one is left as it was. O(rows + outputs)
 * @throws {EngineError} "out-of-range" when outputs before `from` are missing in the sink, "wrong-type", "unsupported-version"
 * @example
 * const outputs = [{ type: "window", id: "a@0", key: "a", startMs: 0, endMs: 60, count: 1, sum: 3, mean: 3, min: 3, max: 3, revision: 1, replaces: [] }];
 * const once = writeToSink({ sink: createStreamSink(), outputs, from: 0 });
 * writeToSink({ sink: once, outputs, from: 0 }).rows.length // => 1
 */
export function writeToSink(options: {
  readonly sink: StreamSink;
  readonly outputs: readonly StreamOutput[];
  readonly from: number;
}): StreamSink {
  const functionName = "writeToSink";
  const { sink, outputs, from } = requireOptions(functionName, options, ["sink", "outputs", "from"]);
  requireFitted({ functionName, fitted: sink, kinds: { "stream-sink": 1 } });
  requireNumber({ functionName, name: "from", value: from, least: 0, whole: true });
  if (!Array.isArray(outputs)) {
    throw refusal({ code: "wrong-type", functionName, need: "a list of outputs", got: shown(outputs) });
  }
  if (from > sink.committed) {
    const need = `outputs from ${sink.committed} on, none left out`;
    throw refusal({ code: "out-of-range", functionName, need, got: `outputs from ${from} on` });
  }
  const isOnce = sink.mode === "exactly-once";
  const news = isOnce ? outputs.slice(sink.committed - from) : outputs;
  const committed = Math.max(sink.committed, from + outputs.length);
  const late = [...sink.late, ...news.flatMap((output) => (output.type === "late" ? [output.event] : []))];
  const windows = news.flatMap((output) => (output.type === "window" ? [output] : []));
  if (!isOnce) return { ...sink, committed, late, rows: [...sink.rows, ...windows.map(rowOf)] };
  const rows = new Map(sink.rows.map((row) => [row.id, row]));
  for (const window of windows) {
    for (const replaced of window.replaces) rows.delete(replaced);
    rows.set(window.id, rowOf(window));
  }
  return { ...sink, committed, late, rows: [...rows.values()] };
}

function rowOf({ type, replaces, ...row }: Extract<StreamOutput, { readonly type: "window" }>): SinkRow {
  return row;
}
