import { posix } from "node:path";
import ts from "typescript";
import { type DoorName, doorNames, doorSource } from "#contract/doors.ts";
import type { ReferenceDoor, ReferenceEntry } from "#contract/reference.ts";
import { knownDeclarations } from "../vite/door-types.ts";
import { type Docstring, readDocstring } from "./read-docstring.ts";
import { runnableExample } from "./runnable-example.ts";

type Files = ReadonlyMap<string, ts.SourceFile>;
type Found = {
  readonly name: string;
  readonly kind: ReferenceEntry["kind"];
  readonly signature: string;
  readonly doc: Docstring;
};

/** Everything that the doors export, as their declarations and docstrings say it. */
export function readDoors(): readonly ReferenceDoor[] {
  const files: Files = new Map(
    Object.entries(knownDeclarations()).map(([path, text]) => [
      path,
      ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
    ]),
  );
  const read = doorNames.map((door) => {
    const path = doorSource(door).replace(/\.ts$/, ".d.ts");
    const [first] = files.get(path)?.statements ?? [];
    const lead = first === undefined ? "" : (docOf(first)?.paragraphs.join(" ") ?? "");
    return { door, lead, found: exportsOf(path, files) };
  });
  const doorsOf = new Map<string, DoorName[]>();
  for (const { door, found } of read) {
    for (const { name, kind } of found) if (kind !== "type") doorsOf.set(name, [...(doorsOf.get(name) ?? []), door]);
  }
  return read.map(({ door, lead, found }) => ({
    door,
    lead,
    entries: found.map((one) => entryOf(one, door, doorsOf)).toSorted(inOrder),
  }));
}

/** What one can call comes first, then the types; both by name. */
function inOrder(a: ReferenceEntry, b: ReferenceEntry): number {
  const rank = (entry: ReferenceEntry): number => (entry.kind === "type" ? 1 : 0);
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}

function entryOf(
  { name, kind, signature, doc }: Found,
  own: DoorName,
  doorsOf: ReadonlyMap<string, readonly DoorName[]>,
): ReferenceEntry {
  const textsOf = (tag: string): readonly string[] =>
    doc.tags.filter((one) => one.name === tag).map(({ text }) => text);
  const [returns] = textsOf("returns");
  const [throws] = textsOf("throws");
  const [source] = textsOf("source");
  return {
    name,
    kind,
    signature,
    paragraphs: doc.paragraphs,
    parameters: textsOf("param").map((text) => {
      const parameter = /^\S+/.exec(text)?.[0] ?? "";
      return { name: parameter, text: text.slice(parameter.length).trim() };
    }),
    ...(returns === undefined ? {} : { returns }),
    ...(throws === undefined ? {} : { throws: throws.replace(/^\{\w+\}\s*/, "") }),
    ...(source === undefined ? {} : { source }),
    examples: textsOf("example").map((example) => runnableExample({ example, own, doorsOf })),
  };
}

/** The exports of a file by name, through `export … from` as far as it leads. */
function exportsOf(path: string, files: Files): readonly Found[] {
  const file = files.get(path);
  if (file === undefined) return [];
  return file.statements.flatMap((statement): readonly Found[] => {
    if (!ts.isExportDeclaration(statement)) return declaredBy(statement);
    const { moduleSpecifier: from, exportClause: clause } = statement;
    if (from === undefined || !ts.isStringLiteral(from)) return [];
    const target = exportsOf(`${posix.join(posix.dirname(path), from.text)}.d.ts`, files);
    if (clause === undefined || !ts.isNamedExports(clause)) return target;
    return clause.elements.flatMap(({ name, propertyName }) => {
      const found = target.find((one) => one.name === (propertyName ?? name).text);
      return found === undefined ? [] : [{ ...found, name: name.text }];
    });
  });
}

function declaredBy(statement: ts.Statement): readonly Found[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  const signature = statement
    .getText()
    .replace(/^export /, "")
    .replace(/^declare /, "");
  const doc = docOf(statement) ?? { paragraphs: [], tags: [] };
  const found = (name: ts.Node | undefined, kind: Found["kind"]): readonly Found[] =>
    name === undefined ? [] : [{ name: name.getText(), kind, signature, doc }];
  if (ts.isFunctionDeclaration(statement)) return found(statement.name, "function");
  if (ts.isClassDeclaration(statement)) return found(statement.name, "class");
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement))
    return found(statement.name, "type");
  if (ts.isVariableStatement(statement)) return found(statement.declarationList.declarations[0]?.name, "value");
  return [];
}

function docOf(node: ts.Node): Docstring | undefined {
  const text = node.getSourceFile().text;
  const comment = (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
    .map(({ pos, end }) => text.slice(pos, end))
    .findLast((candidate) => candidate.startsWith("/**"));
  return comment === undefined ? undefined : readDocstring(comment);
}
