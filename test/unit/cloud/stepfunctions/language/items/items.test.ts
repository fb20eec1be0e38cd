import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchItems } from "#cloud/stepfunctions/language/items/batch-items.ts";
import { parseItems } from "#cloud/stepfunctions/language/items/parse-items.ts";
import type { Json } from "#cloud/stepfunctions/language/json.ts";

describe("the items of a file", () => {
  test("are the rows of a CSV by the names of its first row, or by names that are given", () => {
    const text = 'id,say\r\n1,"a, ""b"""\r\n2,\r\n\r\n';
    expect(parseItems({ text, config: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" }, maxItems: null })).toEqual([
      { id: "1", say: 'a, "b"' },
      { id: "2", say: "" },
    ]);
    expect(
      parseItems({
        text: "1|x",
        config: { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["a", "b"], CSVDelimiter: "PIPE" },
        maxItems: null,
      }),
    ).toEqual([{ a: "1", b: "x" }]);
  });

  test("are the elements of a list, there or below a pointer, or the lines", () => {
    expect(parseItems({ text: "[1,2,3]", config: { InputType: "JSON" }, maxItems: 2 })).toEqual([1, 2]);
    expect(
      parseItems({ text: '{"a/b":{"c":[1]}}', config: { InputType: "JSON", ItemsPointer: "/a~1b/c" }, maxItems: null }),
    ).toEqual([1]);
    expect(parseItems({ text: '{"a":1}\n\n{"a":2}\n', config: { InputType: "JSONL" }, maxItems: null })).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
  });

  test("are refused when there are none to be had", () => {
    for (const [text, InputType] of [
      ["{", "JSON"],
      ["5", "JSON"],
      ["{}\n{", "JSONL"],
      ["x", "PARQUET"],
    ] as const) {
      expect(() => parseItems({ text, config: { InputType }, maxItems: null })).toThrow();
    }
  });
});

test("batches hold all items in order, none too many and none too large", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 40 })),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 120, max: 400 }),
      (items, maxItems, maxBytes) => {
        const batches = batchItems({ items, maxItems, maxBytes, batchInput: { k: 1 } });
        expect(batches.flatMap((batch) => batch["Items"] as readonly Json[])).toEqual(items);
        for (const batch of batches) {
          expect((batch["Items"] as readonly Json[]).length).toBeLessThanOrEqual(maxItems);
          const only = (batch["Items"] as readonly Json[]).length === 1;
          expect(only || Buffer.byteLength(JSON.stringify(batch)) <= maxBytes + 1).toBe(true);
        }
      },
    ),
  );
});
