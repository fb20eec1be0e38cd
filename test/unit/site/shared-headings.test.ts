import { describe, expect, it } from "vitest";
import { sharedHeadingIds } from "../../../src/layouts/shared-headings.ts";

const heading = (depth: number, slug: string) => ({ depth, slug, text: slug });

describe("ids of headings", () => {
  it("are those of the English page, by position", () => {
    const english = [heading(2, "two-questions"), heading(3, "rows"), heading(2, "a-hundred-pictures")];
    const own = [heading(2, "dua-pertanyaan"), heading(3, "baris"), heading(2, "seratus-gambar")];
    expect([...sharedHeadingIds({ own, english, file: "x.mdx" })]).toEqual([
      ["dua-pertanyaan", "two-questions"],
      ["baris", "rows"],
      ["seratus-gambar", "a-hundred-pictures"],
    ]);
  });

  it("refuse a page whose headings differ in number or depth", () => {
    const english = [heading(2, "a"), heading(2, "b")];
    expect(() => sharedHeadingIds({ own: [heading(2, "a")], english, file: "content/id/x.mdx" })).toThrow(
      "content/id/x.mdx: headings are h2; make them h2 h2 as in English",
    );
  });
});
