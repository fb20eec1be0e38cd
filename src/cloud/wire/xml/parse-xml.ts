export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

const MARKS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * The XML of a request: elements, attributes, text and CDATA. Document types and entities of one's own are refused, as S3 does; prefixes of
 * namespaces are dropped from the names of elements. Nothing when it is not well formed.
 */
export function findXml(text: string): XmlElement | undefined {
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [];
  let root: XmlElement | undefined;
  const token =
    /<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gsy;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return undefined;
    const [, data, slash, name, attributes = "", selfClosing, plain] = found;
    const top = open.at(-1);
    if (data !== undefined && top !== undefined) top.text += data;
    if (plain !== undefined) {
      const words = unescaped(plain);
      if (top !== undefined && words !== undefined) top.text += words;
      else if (words === undefined || words.trim() !== "") return undefined;
    }
    if (name === undefined) continue;
    if (root !== undefined) return undefined;
    if (slash !== "/")
      open.push({ name: localName(name), attributes: attributesOf(attributes), children: [], text: "" });
    else if (top?.name !== localName(name)) return undefined;
    if (slash !== "/" && selfClosing !== "/") continue;
    const done = open.pop();
    if (done === undefined) return undefined;
    const above = open.at(-1);
    if (above === undefined) root = done;
    else above.children.push(done);
  }
  return open.length === 0 ? root : undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(
    pairs.map(([, name = "", double, single]) => [name, unescaped(double ?? single ?? "") ?? ""]),
  );
}

function unescaped(text: string): string | undefined {
  let broken = false;
  const plain = text.replace(/\r\n?/g, "\n").replace(/&([^;&\s]*);?/g, (_all, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const code =
      number === null ? undefined : number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
    if (code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code);
    const mark = Object.hasOwn(MARKS, name) ? MARKS[name] : undefined;
    if (mark === undefined) broken = true;
    return mark ?? "";
  });
  return broken ? undefined : plain;
}

export function escapedXml(text: string): string {
  return text.replace(/[&<>"'\ufffe\uffff]|(?!\t)\p{Cc}/gu, (mark) => {
    switch (mark) {
      case "&":
        return "&amp;";
      case "<":
        return "&lt;";
      case ">":
        return "&gt;";
      case '"':
        return "&quot;";
      default:
        return `&#x${mark.charCodeAt(0).toString(16).toUpperCase()};`;
    }
  });
}
