/**
 * A place in a text that is being read; the readers move it on. `nested` counts the filters and calls around: inside one,
 * operators and commas end a name that they would else belong to.
 */
export type Cursor = { readonly text: string; at: number; nested: number };

/** A path, filter or function that cannot be read: said at creation, never at run time. */
export class PathError extends Error {
  constructor({ text, problem }: { readonly text: string; readonly problem: string }) {
    super(`Invalid path '${text}': ${problem}`);
    this.name = "PathError";
  }
}

export function refuse(cursor: Cursor, problem: string): PathError {
  return new PathError({ text: cursor.text, problem: `${problem} at position ${cursor.at}` });
}

export function peek(cursor: Cursor): string {
  return cursor.text[cursor.at] ?? "";
}

export function startsWith(cursor: Cursor, words: string): boolean {
  return cursor.text.startsWith(words, cursor.at);
}

export function accept(cursor: Cursor, words: string): boolean {
  if (!startsWith(cursor, words)) return false;
  cursor.at += words.length;
  return true;
}

export function expect(cursor: Cursor, words: string): void {
  if (!accept(cursor, words)) throw refuse(cursor, `'${words}' expected`);
}

export function skipSpace(cursor: Cursor): void {
  while (/\s/.test(peek(cursor))) cursor.at++;
}

export function readWhile(cursor: Cursor, pattern: RegExp): string {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && pattern.test(peek(cursor))) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

/** A number as JSON writes it, or undefined where none stands. */
export function readNumber(cursor: Cursor): number | undefined {
  const found = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(cursor.text.slice(cursor.at, cursor.at + 40));
  if (found === null) return undefined;
  cursor.at += found[0].length;
  return Number(found[0]);
}

/** A quoted text. A backslash frees the quote and itself; before any other sign it stands for itself, as AWS reads it. */
export function readQuoted(cursor: Cursor): string {
  const quote = peek(cursor);
  cursor.at++;
  let value = "";
  while (cursor.at < cursor.text.length) {
    const sign = peek(cursor);
    const next = cursor.text[cursor.at + 1];
    if (sign === quote) {
      cursor.at++;
      return value;
    }
    const freed = sign === "\\" && (next === quote || next === "\\");
    value += freed ? next : sign;
    cursor.at += freed ? 2 : 1;
  }
  throw refuse(cursor, `closing ${quote} expected`);
}
