import { describe, expect, test } from "vitest";
import { createRng, type DetectorOptions, runDetector, startDetector } from "#engine/monitoring/index.ts";
import { expectClose } from "../expect-close.ts";
import { readFixture } from "./read-fixture.ts";

const { streams, cases } = readFixture<{
  readonly streams: { readonly answers: string; readonly integers: string; readonly normal: readonly number[] };
  readonly cases: readonly {
    readonly name: string;
    readonly stream: "answers" | "integers" | "falling" | "normal";
    readonly options: DetectorOptions;
    readonly seed?: number;
    readonly drifts: readonly number[];
    readonly warnings?: readonly number[];
    readonly width?: number;
    readonly mean?: number;
    readonly squares?: number;
  }[];
}>("detectors.json");

const digits = (text: string): readonly number[] => Array.from(text, Number);
const values = {
  answers: digits(streams.answers),
  integers: digits(streams.integers),
  falling: digits(streams.integers).toReversed(),
  normal: streams.normal,
};

describe("detectors ring where independent implementations of the papers do", () => {
  test.each(cases)("$name", ({ stream, options, seed = 1, drifts, warnings, width, mean, squares }) => {
    const run = runDetector({ state: startDetector(options), values: values[stream], rng: createRng(seed) });
    expect(run.drifts).toEqual(drifts);
    if (warnings !== undefined) expect(run.warnings).toEqual(warnings);
    if (run.state.kind !== "adwin" || width === undefined) return;
    expect(run.state.width).toBe(width);
    expectClose({ got: run.state.sum / run.state.width, expected: mean, what: "mean of the window" });
    // Buckets are added and taken away again some hundred times.
    expectClose({ got: run.state.squares, expected: squares, what: "squares of the window", relative: 1e-9 });
  });

  test("the positions that River publishes for its own streams", () => {
    const driftsOf = (options: DetectorOptions, stream: readonly number[]) =>
      runDetector({ state: startDetector(options), values: stream }).drifts;
    expect(driftsOf({ kind: "ddm" }, values.answers)).toEqual([1049]);
    expect(driftsOf({ kind: "eddm" }, values.answers)).toEqual([681, 848, 983, 1042, 1089]);
    expect(driftsOf({ kind: "page-hinkley" }, values.integers)).toEqual([1020, 1991]);
    expect(driftsOf({ kind: "adwin" }, values.integers)[0]).toBe(1023);
  });
});
