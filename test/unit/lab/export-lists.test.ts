import { describe, expect, test } from "vitest";
import { compile } from "#lab/compile.ts";
import { exportListsLast } from "#lab/export-lists-last.ts";

describe("an export list", () => {
  test("may stand above what it names", async () => {
    const compiled = compile("export { size as length };\nconst size: number = 3;\n");
    expect(compiled.ok).toBe(true);
    const exports: Record<string, unknown> = {};
    const code = compiled.ok ? compiled.code : "";
    new Function("exports", code)(exports);
    expect(exports["length"]).toBe(3);
  });

  test("leaves every other line where it was", () => {
    const code = "export {\n  a,\n  b\n};\nconst a = 1;\nconst b = 2;";
    expect(exportListsLast(code).split("\n").slice(4)).toEqual(["const a = 1;", "const b = 2;;export {   a,   b };"]);
  });

  test("of another module or of types alone changes nothing", () => {
    const code = 'export { rocAuc } from "siklus/metrics";\nconst a = 1;';
    expect(exportListsLast(code)).toBe(code);
    expect(compile("type A = 1;\nexport type { A };\nexport const b = 2;\n").ok).toBe(true);
  });
});
