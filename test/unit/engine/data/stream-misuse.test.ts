import { describe, expect, test } from "vitest";
import {
  createStreamSink,
  createWindowedStream,
  processEvents,
  runStream,
  type StreamEvent,
  windowsOf,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

describe("what makes no stream", () => {
  const stream = createWindowedStream({ window: { kind: "tumbling", sizeMs: 10 } });
  const event: StreamEvent = { key: "k", timeMs: 1, value: 1 };
  test.each<[string, () => unknown, string]>([
    ["no window", () => createWindowedStream({ window: null as Anything }), "wrong-type"],
    ["another window", () => createWindowedStream({ window: { kind: "hopping" } as Anything }), "out-of-range"],
    ["a window of no length", () => createWindowedStream({ window: { kind: "tumbling", sizeMs: 0 } }), "out-of-range"],
    ["NaN as length", () => createWindowedStream({ window: { kind: "session", gapMs: Number.NaN } }), "not-finite"],
    [
      "a step longer than the window",
      () => windowsOf({ window: { kind: "sliding", sizeMs: 1, everyMs: 2 }, timeMs: 0 }),
      "out-of-range",
    ],
    [
      "a million windows over a moment",
      () => windowsOf({ window: { kind: "sliding", sizeMs: 1e6, everyMs: 1 }, timeMs: 0 }),
      "out-of-range",
    ],
    ["a negative delay", () => createWindowedStream({ window: stream.window, maxDelayMs: -1 }), "out-of-range"],
    ["no events", () => processEvents({ stream, events: null as Anything }), "wrong-type"],
    ["an event that is null", () => processEvents({ stream, events: [null] as Anything }), "wrong-type"],
    [
      "an event without a key",
      () => processEvents({ stream, events: [{ timeMs: 1, value: 1 }] as Anything }),
      "wrong-type",
    ],
    ["a time that is NaN", () => processEvents({ stream, events: [{ ...event, timeMs: Number.NaN }] }), "not-finite"],
    [
      "an infinite value",
      () => processEvents({ stream, events: [{ ...event, value: Number.POSITIVE_INFINITY }] }),
      "not-finite",
    ],
    [
      "another thing",
      () => processEvents({ stream: { kind: "river", version: 1 } as Anything, events: [] }),
      "wrong-type",
    ],
    [
      "a later version",
      () => processEvents({ stream: { ...stream, version: 2 } as Anything, events: [] }),
      "unsupported-version",
    ],
    ["another sink mode", () => createStreamSink({ mode: "at-most-once" as Anything }), "out-of-range"],
    [
      "batches of 0",
      () => runStream({ log: [], from: stream, sink: createStreamSink(), batchSize: 0 }),
      "out-of-range",
    ],
    ["no log", () => runStream({ log: null as Anything, from: stream, sink: createStreamSink() }), "wrong-type"],
  ])("%s", (_, call, code) => {
    expect(errorOf(call).code).toBe(code);
  });

  test("200,000 events", () => {
    const events = Array.from(
      { length: 200_000 },
      (_, at): StreamEvent => ({ key: `k${at % 100}`, timeMs: at, value: 0.1 }),
    );
    const { outputs } = processEvents({
      stream: createWindowedStream({ window: { kind: "tumbling", sizeMs: 10_000 } }),
      events,
      isEnd: true,
    });
    expect(outputs.length).toBe(2000);
    expect(outputs.every((output) => output.type === "window" && output.sum === 10)).toBe(true);
  });
});
