export type PageReferences = {
  /** Addresses that the page loads by itself, as written. */
  readonly modules: readonly string[];
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly others: readonly string[];
};

/** Links that a browser follows only when a person does, or never. */
const quietRelations = new Set(["alternate", "canonical", "next", "prev", "author", "license", "help", "search"]);

/** What a page of HTML loads by itself: scripts, styles, images, frames, fonts. Links for people are not among them. */
export function pageReferences(html: string): PageReferences {
  const [modules, scripts, styles, others]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const { name, attributes } of tagsOf(html)) {
    const { src, href } = attributes;
    const relations = (attributes["rel"] ?? "").toLowerCase().split(/\s+/);
    if (name === "script") {
      if (src !== undefined) (attributes["type"] === "module" ? modules : scripts).push(src);
    } else if (name === "link") {
      if (href === undefined || relations.every((relation) => quietRelations.has(relation))) continue;
      if (relations.includes("stylesheet")) styles.push(href);
      else if (relations.includes("modulepreload")) modules.push(href);
      else others.push(href);
    } else if (name !== "a" && name !== "area" && name !== "base") {
      const sources = (attributes["srcset"] ?? "").split(",").map((part) => part.trim().split(/\s+/)[0] ?? "");
      const found = [
        src,
        attributes["poster"],
        attributes["data"],
        ...(name === "use" || name === "image" ? [href] : []),
        ...sources,
      ];
      others.push(...found.flatMap((address) => address || []));
    }
  }
  const imported = [...html.matchAll(/@import\s+(?:url\()?["']?([^"')\s;]+)|url\(\s*["']?([^"')]+)/g)];
  others.push(...imported.map(([, sheet, file]) => sheet ?? file ?? ""));
  return { modules, scripts, styles, others };
}

type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

/** The opening tags of a page. Text inside scripts, styles and comments is none. */
function tagsOf(html: string): Tag[] {
  const bare = html.replace(/<!--[\s\S]*?-->/g, "").replace(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/gi, "$1");
  return [
    ...bare.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?|\s*\/)*)\s*>/gi),
  ].map(([, name = "", text = ""]) => ({ name: name.toLowerCase(), attributes: attributesOf(text) }));
}

function attributesOf(text: string): Record<string, string> {
  const found = text.matchAll(/([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g);
  return Object.fromEntries(
    [...found].map(([, name = "", double, single, bare]) => [name.toLowerCase(), double ?? single ?? bare ?? ""]),
  );
}
