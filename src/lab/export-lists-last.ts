import { parse } from "acorn";

/**
 * Moves each `export { a, b as c }` to the end of a module, lines unchanged. sucrase assigns `exports.c = b` where the list stands;
 * above a `const b` that would be too early, and the language allows it.
 *
 * @param code  JavaScript with its imports and exports still in place
 */
export function exportListsLast(code: string): string {
  if (!/\bexport\s*\{/.test(code)) return code;
  const lists = parse(code, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
  }).body.filter((node) => node.type === "ExportNamedDeclaration" && node.declaration == null && node.source == null);
  let moved = "";
  let rest = code;
  for (const { start, end } of lists.toReversed()) {
    const list = rest.slice(start, end);
    rest = rest.slice(0, start) + list.replaceAll(/[^\n]/g, " ") + rest.slice(end);
    moved = `;${list.replaceAll("\n", " ")}${moved}`;
  }
  return rest + moved;
}
