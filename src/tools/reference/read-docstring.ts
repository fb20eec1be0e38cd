export type Docstring = {
  readonly paragraphs: readonly string[];
  readonly tags: readonly { readonly name: string; readonly text: string }[];
};

/** A docstring's words without its stars: paragraphs up to the first tag, then the tags in order. */
export function readDocstring(comment: string): Docstring {
  const lines = comment
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const [before = "", ...tagged] = lines.join("\n").trim().split(/^@/m);
  return {
    paragraphs: before
      .split(/\n\s*\n/)
      .map(oneLine)
      .filter((text) => text !== ""),
    tags: tagged.map((tag) => {
      const name = /^\w+/.exec(tag)?.[0] ?? "";
      const text = tag.slice(name.length);
      return { name, text: name === "example" ? text.trim() : oneLine(text) };
    }),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
