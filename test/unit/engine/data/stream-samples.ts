import fc from "fast-check";
import type { WindowSpec } from "#engine/data/index.ts";

export const anyWindow: fc.Arbitrary<WindowSpec> = fc.oneof(
  fc.record({ kind: fc.constant("tumbling" as const), sizeMs: fc.integer({ min: 1, max: 30 }) }),
  fc
    .record({
      kind: fc.constant("sliding" as const),
      everyMs: fc.integer({ min: 1, max: 10 }),
      times: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ kind, everyMs, times }) => ({ kind, everyMs, sizeMs: everyMs * times })),
  fc.record({ kind: fc.constant("session" as const), gapMs: fc.integer({ min: 1, max: 15 }) }),
);
