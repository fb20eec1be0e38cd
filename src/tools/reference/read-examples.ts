import ts from "typescript";

/** One `expression // => value` of a docstring, with the statements that stand before it. */
export type ExampleClaim = {
  readonly exportName: string;
  readonly setup: string;
  readonly expression: string;
  readonly expected: string;
};

/** What the docstrings of one source file say. */
export type SourceExamples = {
  /** Names of exported values (functions, constants, classes), without types and re-exports. */
  readonly exportNames: readonly string[];
  readonly claims: readonly ExampleClaim[];
};

export function readExamples({ path, text }: { readonly path: string; readonly text: string }): SourceExamples {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const exported = source.statements.flatMap(exportedValues);
  return {
    exportNames: exported.map(({ name }) => name),
    claims: exported.flatMap(({ name, statement }) =>
      examplesOf(statement).flatMap((example) => claimsOf({ exportName: name, example })),
    ),
  };
}

function exportedValues(
  statement: ts.Statement,
): readonly { readonly name: string; readonly statement: ts.Statement }[] {
  const isExported =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => ({ name: name.getText(), statement }));
  }
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) {
    return [{ name: statement.name.text, statement }];
  }
  return [];
}

/** The text after each `@example` up to the next tag, without the comment's stars. */
function examplesOf(statement: ts.Statement): readonly string[] {
  const text = statement.getSourceFile().text;
  const comment = (ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [])
    .map(({ pos, end }) => text.slice(pos, end))
    .findLast((candidate) => candidate.startsWith("/**"));
  if (comment === undefined) return [];
  const body = comment
    .slice(3, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n");
  return body
    .split(/^\s*@/m)
    .filter((tag) => tag.startsWith("example"))
    .map((tag) => tag.slice("example".length).trim());
}

function claimsOf({
  exportName,
  example,
}: {
  readonly exportName: string;
  readonly example: string;
}): readonly ExampleClaim[] {
  const source = ts.createSourceFile("example.ts", example, ts.ScriptTarget.Latest, true);
  let setup = "";
  const claims: ExampleClaim[] = [];
  for (const statement of source.statements) {
    const expected = expectedAfter(example, statement.getEnd());
    if (expected === undefined) {
      setup += `${statement.getText()}\n`;
    } else if (ts.isExpressionStatement(statement)) {
      claims.push({ exportName, setup, expression: statement.expression.getText(), expected });
    } else {
      throw new Error(`the example of ${exportName} claims a value for a statement that has none: ${example}`);
    }
  }
  return claims;
}

/** What stands after `// =>` on the line on which a statement ends. */
function expectedAfter(example: string, end: number): string | undefined {
  const restOfLine = example.slice(end).split("\n", 1)[0] ?? "";
  return /^;?\s*\/\/ =>\s*(.+)$/.exec(restOfLine)?.[1]?.trim();
}
