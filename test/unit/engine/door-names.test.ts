import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = new URL("../../../src/engine/", import.meta.url);

/** Where each name that a door exports, types included, is declared. */
function namesOf(door: string): readonly { readonly name: string; readonly from: string }[] {
  const source = ts.createSourceFile(door, readFileSync(new URL(door, root), "utf8"), ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isExportDeclaration).flatMap(({ exportClause, moduleSpecifier }) => {
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) throw new Error(`${door} names its exports`);
    const path = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
    const from = path.startsWith("./") ? posix.join(posix.dirname(door), path) : path.replace("#engine/", "");
    return exportClause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      from: `${from}#${(propertyName ?? name).text}`,
    }));
  });
}

test("a name means the same in every door that has it", () => {
  const meanings = new Map<string, Set<string>>();
  for (const { name, from } of globSync("*/index.ts", { cwd: root }).flatMap(namesOf)) {
    meanings.set(name, (meanings.get(name) ?? new Set()).add(from));
  }
  expect(meanings.size).toBeGreaterThan(300);
  const several = [...meanings].filter(([, from]) => from.size > 1).map(([name, from]) => [name, ...from]);
  expect(several).toEqual([]);
});

test("one spelling: the American one, as in the names of the libraries that a data scientist knows", () => {
  const british =
    /\w*(?:abelled|abelling|entred|entres?\b|eighbour|avour\b|avours|ehaviour|olour|earnt\b|odelling|(?:[dlmnrtg])is(?:e[ds]?|ing|ations?)\b)\w*/g;
  /** Words that end like these and have one spelling only. */
  const only =
    /^(?:[\w]*(?:promis|rais|ris|aris|otherwis|likewis|pairwis|wis|premis|surpris|advis|advertis)\w*|\w*noise)$/i;
  const found = globSync("**/*.ts", { cwd: root }).flatMap((path) =>
    (readFileSync(new URL(path, root), "utf8").match(british) ?? [])
      .filter((word) => !only.test(word))
      .map((word) => `${path}: ${word}`),
  );
  expect(found).toEqual([]);
});
