import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeCode } from "#browser/lab-view/merge-code.ts";

const marks = { mine: "// << mine", theirs: "// == new", end: "// >>" };
const merge = (base: string, mine: string, theirs: string) => mergeCode({ base, mine, theirs, marks });

test("what only one side changed is taken from that side", () => {
  const merged = merge("import a\n\nx = 1\n\nend", "import a\n\nx = 2\n\nend", "import a\nimport b\n\nx = 1\n\nend");
  expect(merged).toEqual({ code: "import a\nimport b\n\nx = 2\n\nend", conflicts: 0 });
});

test("the same change on both sides is taken once", () => {
  expect(merge("a\nb\nc", "a\nB\nc", "a\nB\nc")).toEqual({ code: "a\nB\nc", conflicts: 0 });
});

test("different changes of one line stand between marks, mine first", () => {
  const merged = merge("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc");
  expect(merged).toEqual({ code: "a\n// << mine\nmine\n// == new\ntheirs\n// >>\nc", conflicts: 1 });
});

test("a line that I deleted and they changed is a conflict, not a silent choice", () => {
  const merged = merge("a\nb\nc", "a\nc", "a\nB\nc");
  expect(merged.code).toBe("a\n// << mine\n// == new\nB\n// >>\nc");
});

test("insertions at the same place are a conflict", () => {
  expect(merge("a\nb", "a\nmine\nb", "a\ntheirs\nb").conflicts).toBe(1);
});

test("changes far apart on both sides are both taken", () => {
  const base = ["1", "2", "3", "4", "5", "6"];
  const merged = merge(base.join("\n"), ["one", ...base.slice(1)].join("\n"), [...base.slice(0, 5), "six"].join("\n"));
  expect(merged).toEqual({ code: "one\n2\n3\n4\n5\nsix", conflicts: 0 });
});

const code = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));

test("law: a side that changed nothing leaves the other side as it is", () => {
  fc.assert(
    fc.property(code, code, (base, changed) => {
      expect(merge(base, base, changed)).toEqual({ code: changed, conflicts: 0 });
      expect(merge(base, changed, base)).toEqual({ code: changed, conflicts: 0 });
      expect(merge(base, changed, changed)).toEqual({ code: changed, conflicts: 0 });
    }),
  );
});

test("law: every line of mine and of theirs that is not in the base is in the merge", () => {
  const lines = (text: string) => text.split("\n");
  fc.assert(
    fc.property(code, code, code, (base, mine, theirs) => {
      const merged = lines(merge(base, mine, theirs).code);
      for (const line of [...lines(mine), ...lines(theirs)]) {
        if (!lines(base).includes(line)) expect(merged).toContain(line);
      }
    }),
  );
});
