import { LineCounter, parseDocument } from "yaml";

/** The data of a YAML text, or an error in one line with the place. `firstLine` is where the text begins in its file. */
export function readYaml({ text, file, firstLine = 1 }: { text: string; file: string; firstLine?: number }): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const reason = error.message.split("\n")[0]?.replace(/ at line.*$/, "");
    throw new Error(
      `${file}: line ${line + firstLine - 1}, column ${col} is no YAML (${reason}); quote a text that holds ": " or starts with a sign`,
    );
  }
  return document.toJS();
}

/** Splits a file into the data between its `---` lines and the words below. */
export function readFrontMatter({ text, file }: { text: string; file: string }): { data: unknown; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(text);
  if (match === null)
    throw new Error(`${file}: the file does not begin with front matter; put its fields between two lines of ---`);
  return { data: readYaml({ text: match[1] ?? "", file, firstLine: 2 }), body: text.slice(match[0].length) };
}
