import ts from "typescript";

export type ModuleImports = { readonly fixed: readonly string[]; readonly dynamic: readonly string[] };

/** What a JavaScript module imports: at once (`import … from`, `export … from`) and when asked (`import("…")`). */
export function moduleImports(code: string): ModuleImports {
  const source = ts.createSourceFile("module.js", code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const fixed: string[] = [];
  const dynamic: string[] = [];
  for (const statement of source.statements) {
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const from = isImport ? statement.moduleSpecifier : undefined;
    if (from !== undefined && ts.isStringLiteral(from)) fixed.push(from.text);
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      if (from !== undefined && ts.isStringLiteralLike(from)) dynamic.push(from.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { fixed, dynamic };
}
