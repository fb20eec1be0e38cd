import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { runToEnd, type Steps } from "#engine/core/steps.ts";
import { refusal, shown } from "./refusal.ts";
import type { StreamEvent } from "./stream-event.ts";
import { processEvents } from "./stream-process.ts";
import { type StreamSink, writeToSink } from "./stream-sink.ts";
import type { WindowedStream } from "./stream-state.ts";

/** Everything needed to go on as if nothing had happened: how far the log was read, and what was known there. */
export type StreamCheckpoint = {
  readonly kind: "stream-checkpoint";
  readonly version: 1;
  /** Offset of the next event of the log. */
  readonly offset: number;
  /** How many outputs the stream had given out by then. */
  readonly outputCount: number;
  readonly stream: WindowedStream;
};

/** What is left when a run ends, or stops halfway. */
export type StreamRun = {
  /** The last checkpoint that was saved: where a new run starts. */
  readonly checkpoint: StreamCheckpoint;
  /** What the sink holds; after a crash it is ahead of the checkpoint. */
  readonly sink: StreamSink;
  readonly isDone: boolean;
};

/** What `runStream` takes. */
export type StreamRunOptions = {
  readonly log: readonly StreamEvent[];
  readonly from: StreamCheckpoint | WindowedStream;
  readonly sink: StreamSink;
  readonly batchSize?: number;
  readonly checkpointEvery?: number;
  readonly crashAfter?: number;
};

/**
 * Reads a log of events to its end through a stream into a sink, saving checkpoints on the way; and goes on from a
 * checkpoint after a crash.
 *
 * A worker that dies has done some of its work. It cannot know which, so on restart it goes back to the last checkpoint and
 * reads from there again: every event is processed at least once. Since the stream is deterministic, it gives out the same
 * outputs under the same numbers, and the sink passes over those it has: every result stands there exactly once. None of
 * the three parts is enough alone: a log that can be read again, a state saved together with its offset, a sink in which
 * repeating is harmless.
 *
 * @param log              events in order of arrival; their place is their offset
 * @param from             a fresh stream, or the checkpoint to go on from
 * @param sink             where results go
 * @param batchSize        events between two writes to the sink; default 1000
 * @param checkpointEvery  writes between two checkpoints; default 10
 * @param crashAfter       stops after this many writes, without a last checkpoint: a crash to try it out; default never
 * @returns                the last checkpoint and the sink. O(events)
 * @throws {EngineError} "wrong-type", "out-of-range", "not-finite", "unsupported-version"
 * @example
 * const stream = createWindowedStream({ window: { kind: "tumbling", sizeMs: 10 } });
 * const log = [1, 12, 25, 31].map((timeMs) => ({ key: "a", timeMs, value: 1 }));
 * const crashed = runStream({ log, from: stream, sink: createStreamSink(), batchSize: 1, crashAfter: 3 });
 * crashed.checkpoint.offset // => 0
 * runStream({ log, from: crashed.checkpoint, sink: crashed.sink }).sink.rows.length // => 4
 */
export function runStream(options: StreamRunOptions): StreamRun {
  return runToEnd(runStreamSteps(options));
}

/**
 * The same as `runStream`, step by step: hands over how many events were read after every write to the sink.
 *
 * @example runToEnd(runStreamSteps({ log: [], from: createWindowedStream({ window: { kind: "session", gapMs: 5 } }), sink: createStreamSink() })).isDone // => true
 */
export function* runStreamSteps(
  options: StreamRunOptions,
): Steps<{ readonly done: number; readonly total: number }, StreamRun> {
  const {
    log,
    from,
    sink,
    batchSize = 1000,
    checkpointEvery = 10,
    crashAfter = Number.MAX_SAFE_INTEGER,
  } = requireOptions(functionName, options, ["log", "from", "sink", "batchSize", "checkpointEvery", "crashAfter"]);
  if (!Array.isArray(log)) {
    throw refusal({ code: "wrong-type", functionName, need: "a log that is a list of events", got: shown(log) });
  }
  requireFitted({ functionName, fitted: from, kinds: { "windowed-stream": 1, "stream-checkpoint": 1 } });
  requireNumber({ functionName, name: "batchSize", value: batchSize, least: 1, whole: true });
  requireNumber({ functionName, name: "checkpointEvery", value: checkpointEvery, least: 1, whole: true });
  requireNumber({ functionName, name: "crashAfter", value: crashAfter, least: 0, whole: true });
  let checkpoint: StreamCheckpoint =
    from.kind === "stream-checkpoint"
      ? from
      : { kind: "stream-checkpoint", version: 1, offset: 0, outputCount: 0, stream: from };
  let { offset, outputCount, stream } = checkpoint;
  let written = sink;
  for (let writes = 0; ; writes++) {
    if (writes === crashAfter) return { checkpoint, sink: written, isDone: false };
    const end = Math.min(offset + batchSize, log.length);
    const step = processEvents({ stream, events: log.slice(offset, end), isEnd: end === log.length });
    written = writeToSink({ sink: written, outputs: step.outputs, from: outputCount });
    offset = end;
    outputCount += step.outputs.length;
    stream = step.stream;
    const isDone = end === log.length;
    if (isDone || (writes + 1) % checkpointEvery === 0) {
      checkpoint = { kind: "stream-checkpoint", version: 1, offset, outputCount, stream };
    }
    if (isDone) return { checkpoint, sink: written, isDone };
    yield { done: offset, total: log.length };
  }
}

const functionName = "runStream";
