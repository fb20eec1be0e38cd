import { scanTypescript, type Token } from "./scan-typescript.ts";

/** The tokens of each line; a token that spans lines is cut at them. There is always at least one line. */
export function highlightLines(code: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of scanTypescript(code)) {
    for (const [i, part] of text.split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ kind, text: part });
    }
  }
  return lines;
}

/** Highlighted code as HTML, one `span.code-line` a line: what the build writes into a page, exactly what the light editor shows. */
export function highlight(code: string): string {
  return highlightLines(code).map(lineHtml).join("");
}

function lineHtml(tokens: readonly Token[]): string {
  return `<span class="code-line">${tokens.map(tokenHtml).join("")}\n</span>`;
}

function tokenHtml({ kind, text }: Token): string {
  return isPlain(kind) ? escapeHtml(text) : `<span class="code-${kind}">${escapeHtml(text)}</span>`;
}

export function isPlain(kind: Token["kind"]): boolean {
  return kind === "space" || kind === "name" || kind === "mark";
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
