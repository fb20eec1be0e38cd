import ts from "typescript";
import type { DoorName } from "#contract/doors.ts";

/**
 * An `@example` as a program: what it names of the doors is imported, and each value that it claims is written to the console, with the
 * claim beside it. Names that several doors export come from the entry's own door.
 */
export function runnableExample({
  example,
  own,
  doorsOf,
}: {
  readonly example: string;
  readonly own: DoorName;
  readonly doorsOf: ReadonlyMap<string, readonly DoorName[]>;
}): string {
  const source = ts.createSourceFile("example.ts", example, ts.ScriptTarget.Latest, true);
  const body = source.statements.map((statement) => {
    const text = example.slice(statement.getStart(), statement.getEnd());
    const rest = example.slice(statement.getEnd()).split("\n", 1)[0] ?? "";
    const claim = /\/\/ =>.*$/.exec(rest)?.[0];
    if (claim === undefined || !ts.isExpressionStatement(statement)) return text;
    return `console.log(${statement.expression.getText()}); ${claim}`;
  });
  return [...importsOf(source, own, doorsOf), "", ...body].join("\n");
}

function importsOf(
  source: ts.SourceFile,
  own: DoorName,
  doorsOf: ReadonlyMap<string, readonly DoorName[]>,
): readonly string[] {
  const byDoor = new Map<DoorName, Set<string>>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node)) {
      if (node.name !== undefined && ts.isIdentifier(node.name)) declared.add(node.name.text);
    }
    if (ts.isIdentifier(node) && isReference(node)) {
      const doors = doorsOf.get(node.text);
      const door = doors?.find((one) => one === own) ?? doors?.[0];
      if (door !== undefined && !declared.has(node.text)) {
        byDoor.set(door, (byDoor.get(door) ?? new Set()).add(node.text));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...byDoor].map(([door, names]) => `import { ${[...names].sort().join(", ")} } from "siklus/${door}";`);
}

/** Whether an identifier names a value: not a property, a key or a label. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return true;
}
