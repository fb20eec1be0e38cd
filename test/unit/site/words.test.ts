import { describe, expect, it } from "vitest";
import { checkWords } from "#i18n/check-words.ts";
import { fill } from "#i18n/fill.ts";
import { t, wordsOf } from "#i18n/t.ts";

const english = { "lab.run": "Run", "lab.runs": "Runs: {count}" };

describe("words of the interface", () => {
  it("agree when keys and placeholders are the same", () => {
    expect(checkWords(english, { "lab.run": "Jalankan", "lab.runs": "Dijalankan: {count}" }, "id.json")).toEqual([]);
  });

  it("name file, key and remedy of a missing key", () => {
    expect(checkWords(english, { "lab.runs": "Dijalankan: {count}" }, "id.json")).toEqual([
      'id.json: "lab.run" is missing; translate "Run"',
    ]);
  });

  it("refuse an extra key, a blank and other placeholders, one line each", () => {
    const translated = { "lab.run": " ", "lab.runs": "Dijalankan: {jumlah}", "lab.jog": "Lari" };
    expect(checkWords(english, translated, "id.json")).toEqual([
      'id.json: "lab.run" is blank; write the words',
      'id.json: "lab.jog" is not in src/i18n/en.json; add it there or remove it here',
      'id.json: "lab.runs" has placeholders {jumlah}; use {count}',
    ]);
  });

  it("refuse a nested object", () => {
    expect(checkWords(english, { "lab.run": { now: "x" }, "lab.runs": "{count}" }, "id.json")).toEqual([
      'id.json: "lab.run" is not text; keep the file flat, one line of text a key',
    ]);
  });

  it("are filled with facts, and a fact that is absent stays visible", () => {
    expect(fill("{a} of {b}", { a: 3 })).toBe("3 of {b}");
    expect(t("id")("lesson.order", { order: 2, total: 9 })).toBe("Halaman 2 dari 9");
  });

  it("are handed over by whole namespaces only", () => {
    const handed = Object.keys(wordsOf("en", ["search"]));
    expect(handed.length).toBeGreaterThan(3);
    expect(handed.every((key) => key.startsWith("search."))).toBe(true);
  });
});
