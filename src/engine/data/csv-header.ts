import { EngineError } from "#engine/core/errors.ts";
import { badCsvError, badRow } from "./bad-row.ts";
import { nearNames } from "./near-names.ts";
import type { Column } from "./table.ts";

/** `column1`, `column2` … for a file without a header line. */
export function numberedNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, k) => `column${k + 1}`);
}

/** A table finds its columns by name, so every name must say something and no two may be equal. */
export function assertNames(names: readonly string[], line: number): void {
  const seen = new Set<string>();
  for (const [k, name] of names.entries()) {
    const place = { line, column: k + 1 };
    if (name === "") {
      throw badCsvError(badRow("empty-name", place, { need: "a name for every column", got: "an empty name" }));
    }
    if (seen.has(name)) {
      const text = { need: "column names that differ", got: `${JSON.stringify(name)} a second time` };
      throw badCsvError(badRow("duplicate-name", place, text));
    }
    seen.add(name);
  }
}

/** Types may be declared only for columns that are there: a typing error in a name must not pass in silence. */
export function assertDeclared(declared: Readonly<Record<string, Column["type"]>>, names: readonly string[]): void {
  for (const [name, type] of Object.entries(declared)) {
    if (!names.includes(name)) {
      const near = nearNames(name, names);
      const message = `readCsv requires declared columns to be in the file, got ${JSON.stringify(name)}; ${near}`;
      throw new EngineError("unknown-column", message, { function: "readCsv", name, near });
    }
    if (type !== "number" && type !== "text" && type !== "boolean") {
      const message = `readCsv requires the type "number", "text" or "boolean", got ${JSON.stringify(type)} for ${JSON.stringify(name)}`;
      throw new EngineError("wrong-type", message, { function: "readCsv", name });
    }
  }
}
