import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runToEnd } from "#engine/core/steps.ts";
import {
  createRng,
  createStreamSink,
  createWindowedStream,
  runStream,
  runStreamSteps,
  type StreamEvent,
  writeToSink,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import { anyWindow } from "./stream-samples.ts";

describe("exactly once", () => {
  const log = (seed: number): StreamEvent[] => {
    const rng = createRng(seed);
    return Array.from({ length: 200 }, (_, at) => ({
      key: `k${rng.integer(3)}`,
      timeMs: at * 3 + rng.integer(40),
      value: rng.integer(100) / 8,
    }));
  };

  test("however often a run crashes and is replayed, the sink holds what one run without a crash gives", () => {
    fc.assert(
      fc.property(
        anyWindow,
        fc.nat(),
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        (window, seed, crashes, batchSize, checkpointEvery) => {
          const events = log(seed);
          const stream = createWindowedStream({ window, maxDelayMs: 10, allowedLatenessMs: 20 });
          const calm = runStream({ log: events, from: stream, sink: createStreamSink() });
          let run = runStream({
            log: events,
            from: stream,
            sink: createStreamSink(),
            batchSize,
            checkpointEvery,
            crashAfter: 0,
          });
          for (const crashAfter of crashes) {
            const stored: typeof run = JSON.parse(JSON.stringify(run));
            run = runStream({
              log: events,
              from: stored.checkpoint,
              sink: stored.sink,
              batchSize,
              checkpointEvery,
              crashAfter,
            });
          }
          run = runStream({ log: events, from: run.checkpoint, sink: run.sink, batchSize, checkpointEvery });
          expect(run.sink).toEqual(calm.sink);
          // Once more from the end, as after a restart that was not needed.
          expect(runStream({ log: events, from: run.checkpoint, sink: run.sink }).sink).toEqual(calm.sink);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("without it, a crash writes rows twice", () => {
    const stream = createWindowedStream({ window: { kind: "tumbling", sizeMs: 30 }, maxDelayMs: 40 });
    const options = { log: log(1), from: stream, batchSize: 10 };
    const calm = runStream({ ...options, sink: createStreamSink({ mode: "at-least-once" }) });
    const crashed = runStream({ ...options, sink: createStreamSink({ mode: "at-least-once" }), crashAfter: 9 });
    const resumed = runStream({ ...options, from: crashed.checkpoint, sink: crashed.sink });
    expect(resumed.sink.rows.length).toBeGreaterThan(calm.sink.rows.length);
  });

  test("step by step gives the same, and can be stopped", () => {
    const options = {
      log: log(2),
      from: createWindowedStream({ window: { kind: "session", gapMs: 7 } }),
      sink: createStreamSink(),
      batchSize: 7,
    };
    const seen: number[] = [];
    expect(runToEnd(runStreamSteps(options), ({ done }) => seen.push(done))).toEqual(runStream(options));
    expect(seen.slice(0, 3)).toEqual([7, 14, 21]);
    const steps = runStreamSteps(options);
    steps.next();
    steps.return(undefined as never);
    expect(steps.next().done).toBe(true);
  });

  test("a gap in the outputs is refused, for something would be lost", () => {
    expect(errorOf(() => writeToSink({ sink: createStreamSink(), outputs: [], from: 3 })).code).toBe("out-of-range");
  });
});
