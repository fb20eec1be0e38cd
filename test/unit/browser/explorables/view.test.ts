import { describe, expect, test } from "vitest";
import { sliderKey } from "#browser/explorables/slider-keys.ts";
import { markup } from "#browser/explorables/view/markup.ts";
import { h } from "#browser/explorables/view/view-node.ts";
import { createWords } from "#browser/explorables/words.ts";

describe("a view as markup", () => {
  test("text and attributes are escaped", () => {
    expect(markup([h("p", { title: `"a" & b` }, "1 < 2")])).toBe(`<p title="&quot;a&quot; &amp; b">1 &lt; 2</p>`);
  });

  test("false and missing attributes are left out, true has no value, inputs do not close", () => {
    expect(markup([h("input", { type: "radio", checked: true, disabled: false, id: undefined })])).toBe(
      `<input type="radio" checked>`,
    );
  });

  test("neighbouring texts are one, empty ones none, as a parser would give them back", () => {
    expect(h("p", {}, "a", 1, "", false, "b", h("b")).children).toEqual(["a1b", h("b")]);
  });
});

describe("words of a language", () => {
  const words = (language: string) => createWords({ language, entries: { found: "{count} of {of}, {share}" } });

  test("numbers are written in the language's way", () => {
    expect(words("id").number(1234.5, 1)).toBe("1.234,5");
    expect(words("en").number(1234.5, 1)).toBe("1,234.5");
    expect(words("id").say("found", { count: 1200, of: 5, share: 0.625 })).toBe("1.200 of 5, 0,63");
  });

  test("what is undefined is a dash, and there is no minus zero", () => {
    expect(words("en").number(Number.NaN, 3)).toBe("–");
    expect(words("en").number(-0.0001, 1)).toBe("0.0");
  });

  test("a key that is missing is an error", () => {
    expect(() => words("en").say("lost")).toThrow("words have no key lost");
  });
});

describe("keys of a slider", () => {
  const slider = { value: 0.5, min: 0, max: 1, step: 0.1, leap: 0.3 };

  test.each([
    ["ArrowRight", 0.6],
    ["ArrowDown", 0.4],
    ["PageUp", 0.8],
    ["Home", 0],
    ["End", 1],
  ])("%s", (key, value) => {
    expect(sliderKey({ ...slider, key })).toBeCloseTo(value, 12);
  });

  test("it stops at its ends and leaves other keys alone", () => {
    expect(sliderKey({ ...slider, key: "ArrowUp", value: 1 })).toBe(1);
    expect(sliderKey({ ...slider, key: "a" })).toBeUndefined();
  });
});
