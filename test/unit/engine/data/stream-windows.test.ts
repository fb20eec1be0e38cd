import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  createWindowedStream,
  processEvents,
  type StreamEvent,
  type StreamOutput,
  type WindowSpec,
} from "#engine/data/index.ts";
import { anyWindow } from "./stream-samples.ts";

const anyEvents: fc.Arbitrary<StreamEvent[]> = fc.array(
  fc.record({
    key: fc.constantFrom("a", "b"),
    timeMs: fc.integer({ min: -20, max: 120 }),
    value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  }),
  { maxLength: 30 },
);

const lastOf = (outputs: readonly StreamOutput[]) => {
  const rows = new Map<string, StreamOutput>();
  for (const output of outputs) {
    if (output.type === "late") continue;
    for (const id of output.replaces) rows.delete(id);
    rows.set(output.id, output);
  }
  return rows;
};

/** What must come out, straight from the definition: every window with the events that lie in it. */
function expectedRows(
  window: WindowSpec,
  events: readonly StreamEvent[],
): Map<string, { count: number; values: number[]; endMs: number }> {
  const rows = new Map<string, { count: number; values: number[]; endMs: number }>();
  for (const key of new Set(events.map((event) => event.key))) {
    const own = events.filter((event) => event.key === key).sort((a, b) => a.timeMs - b.timeMs);
    if (window.kind === "session") {
      let startMs = Number.NaN;
      let lastMs = Number.NEGATIVE_INFINITY;
      for (const { timeMs, value } of own) {
        if (timeMs - lastMs >= window.gapMs) startMs = timeMs;
        lastMs = timeMs;
        const row = rows.get(`${key}@${startMs}`) ?? { count: 0, values: [], endMs: 0 };
        rows.set(`${key}@${startMs}`, {
          count: row.count + 1,
          values: [...row.values, value],
          endMs: timeMs + window.gapMs,
        });
      }
      continue;
    }
    const step = window.kind === "sliding" ? window.everyMs : window.sizeMs;
    for (let startMs = -step * 100; startMs <= 130; startMs += step) {
      const inside = own.filter(({ timeMs }) => timeMs >= startMs && timeMs < startMs + window.sizeMs);
      if (inside.length > 0)
        rows.set(`${key}@${startMs}`, {
          count: inside.length,
          values: inside.map(({ value }) => value),
          endMs: startMs + window.sizeMs,
        });
    }
  }
  return rows;
}

describe("windows", () => {
  test("of any kind hold what their definition says", () => {
    fc.assert(
      fc.property(anyWindow, anyEvents, (window, events) => {
        const stream = createWindowedStream({ window, maxDelayMs: 1000 });
        const rows = lastOf(processEvents({ stream, events, isEnd: true }).outputs);
        const expected = expectedRows(window, events);
        expect(new Set(rows.keys())).toEqual(new Set(expected.keys()));
        for (const [id, { count, values, endMs }] of expected) {
          const plainSum = values.reduce((sum, value) => sum + value, 0);
          const row = rows.get(id);
          expect(row).toMatchObject({ count, endMs, min: Math.min(...values), max: Math.max(...values), revision: 1 });
          expect(row?.type === "window" && Math.abs(row.sum - plainSum)).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("in any order of arrival within the delay, the same results bit by bit in the same order, none late", () => {
    fc.assert(
      fc.property(
        anyWindow,
        anyEvents,
        fc.integer({ min: 0, max: 40 }),
        fc.nat(),
        (window, events, maxDelayMs, seed) => {
          // Arrival = time + a delay of at most maxDelayMs: so nobody is overtaken by anything more than that newer.
          const rng = createRng(seed);
          const sorted = [...events].sort((a, b) => a.timeMs - b.timeMs);
          const arrivals = sorted.map((event) => ({ event, at: event.timeMs + rng.uniform() * maxDelayMs }));
          const shuffled = arrivals.sort((a, b) => a.at - b.at).map(({ event }) => event);
          const stream = createWindowedStream({ window, maxDelayMs });
          const [inOrder, disordered] = [sorted, shuffled].map(
            (all) => processEvents({ stream, events: all, isEnd: true }).outputs,
          );
          expect(disordered).toEqual(inOrder);
          expect(disordered?.every(({ type }) => type === "window")).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("with lateness enough, corrections end in the same rows whatever the order", () => {
    fc.assert(
      fc.property(anyWindow, anyEvents, fc.nat(), (window, events, seed) => {
        const rng = createRng(seed);
        const shuffled = events
          .map((event) => ({ event, at: rng.uniform() }))
          .sort((a, b) => a.at - b.at)
          .map(({ event }) => event);
        const stream = createWindowedStream({ window, allowedLatenessMs: 10_000 });
        const figures = (all: readonly StreamEvent[]) =>
          [...lastOf(processEvents({ stream, events: all, isEnd: true }).outputs).values()]
            .map((row) => (row.type === "window" ? { ...row, revision: 0, replaces: [] } : row))
            .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
        expect(figures(shuffled)).toEqual(figures([...events].sort((a, b) => a.timeMs - b.timeMs)));
      }),
      { numRuns: 200 },
    );
  });

  test("in batches of any size, with the state gone through JSON between them, the outputs are the same", () => {
    fc.assert(
      fc.property(anyWindow, anyEvents, fc.integer({ min: 1, max: 7 }), (window, events, size) => {
        let stream = createWindowedStream({ window, maxDelayMs: 10, allowedLatenessMs: 15 });
        const whole = processEvents({ stream, events, isEnd: true }).outputs;
        const outputs: StreamOutput[] = [];
        for (let at = 0; at < events.length; at += size) {
          const step = processEvents({
            stream: JSON.parse(JSON.stringify(stream)),
            events: events.slice(at, at + size),
          });
          stream = step.stream;
          outputs.push(...step.outputs);
        }
        outputs.push(...processEvents({ stream, events: [], isEnd: true }).outputs);
        expect(outputs).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  test("every event is counted once or late, never lost (tumbling)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        anyEvents,
        fc.nat({ max: 20 }),
        fc.nat({ max: 20 }),
        (sizeMs, events, maxDelayMs, allowedLatenessMs) => {
          const stream = createWindowedStream({ window: { kind: "tumbling", sizeMs }, maxDelayMs, allowedLatenessMs });
          const { outputs } = processEvents({ stream, events, isEnd: true });
          const counted = [...lastOf(outputs).values()].reduce(
            (sum, row) => sum + (row.type === "window" ? row.count : 0),
            0,
          );
          expect(counted + outputs.filter(({ type }) => type === "late").length).toBe(events.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a window closes when the watermark reaches its end; a late event corrects it, one too late goes aside", () => {
    const stream = createWindowedStream({
      window: { kind: "tumbling", sizeMs: 10 },
      maxDelayMs: 5,
      allowedLatenessMs: 10,
    });
    const at = (timeMs: number): StreamEvent => ({ key: "k", timeMs, value: 1 });
    const shown = (times: number[]) =>
      processEvents({ stream, events: times.map(at) }).outputs.map((o) =>
        o.type === "late" ? `late ${o.event.timeMs}` : `${o.id} n=${o.count} r${o.revision}`,
      );
    expect(shown([3, 14])).toEqual([]);
    expect(shown([3, 15])).toEqual(["k@0 n=1 r1"]);
    expect(shown([3, 15, 4])).toEqual(["k@0 n=1 r1", "k@0 n=2 r2"]);
    expect(shown([3, 24, 4, 25, 5])).toEqual(["k@0 n=1 r1", "k@0 n=2 r2", "late 5"]);
  });

  test("a late event that joins two sessions takes both results' place", () => {
    const stream = createWindowedStream({ window: { kind: "session", gapMs: 10 }, allowedLatenessMs: 100 });
    const at = (timeMs: number): StreamEvent => ({ key: "k", timeMs, value: timeMs });
    const { outputs } = processEvents({ stream, events: [0, 12, 40, 6].map(at), isEnd: true });
    expect(outputs.map((o) => (o.type === "window" ? [o.id, o.endMs, o.sum, o.replaces] : o))).toEqual([
      ["k@0", 10, 0, []],
      ["k@12", 22, 12, []],
      ["k@0", 22, 18, ["k@12"]],
      ["k@40", 50, 40, []],
    ]);
  });

  test("an event that comes twice under one id is counted once", () => {
    const stream = createWindowedStream({ window: { kind: "tumbling", sizeMs: 10 } });
    const event: StreamEvent = { key: "k", timeMs: 1, value: 5, id: "e1" };
    expect(processEvents({ stream, events: [event, event], isEnd: true }).outputs).toMatchObject([
      { count: 1, sum: 5 },
    ]);
  });
});
