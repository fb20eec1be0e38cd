import type { Diagnostic } from "./editor.ts";

type Found = { readonly start?: number; readonly messageText: string | { readonly messageText: string } };

/** What TypeScript found, as lines and columns from 1, in the order of the code, each said once. */
export function diagnosticsOf(code: string, found: readonly Found[]): readonly Diagnostic[] {
  const placed = found.map(({ start = 0, messageText }) => {
    const before = code.slice(0, start);
    const line = before.split("\n").length;
    const column = start - before.lastIndexOf("\n");
    return { line, column, message: typeof messageText === "string" ? messageText : messageText.messageText };
  });
  return placed.sort((a, b) => a.line - b.line || a.column - b.column);
}
