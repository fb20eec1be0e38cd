import { describe, expect, it } from "vitest";
import { fingerprint } from "#lab/fingerprint.ts";

const of = (...values: unknown[]): string =>
  fingerprint(values.map((value) => ({ asked: "f", status: "returned", value })));

describe("a fingerprint of observations", () => {
  it("is the same for numbers that agree to eight digits, and another for those that do not", () => {
    expect(of(0.1 + 0.2)).toBe(of(0.3));
    expect(of(0.3)).not.toBe(of(0.3000001));
  });
  it("takes a list for the same list in whatever array it is, and a record in whatever order", () => {
    expect(of([1, 2.5])).toBe(of(Float64Array.of(1, 2.5)));
    expect(of({ a: 1, b: 2 })).toBe(of({ b: 2, a: 1 }));
  });
  it("tells text from number, lists from their parts, and one answer from two", () => {
    const all = [of("1"), of(1), of([1]), of([[1]]), of([1, 1]), of(1, 1), of(), of(null), of(undefined), of({})];
    expect(new Set(all).size).toBe(all.length);
  });
  it("tells a throw by name and code", () => {
    const threw = (name: string, code?: string): string => fingerprint([{ asked: "f", status: "threw", name, code }]);
    expect(new Set([threw("TypeError"), threw("Error"), threw("Error", "empty")]).size).toBe(3);
  });
});
