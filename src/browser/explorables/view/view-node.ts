/** What a view is made of: plain data that the build turns to markup and the page turns to elements, so both show the same. */
export type ViewNode = {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly ViewChild[];
};
export type ViewChild = ViewNode | string;
/** `false` and undefined leave the attribute out, `true` writes it without a value. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Loose = ViewChild | number | null | false | undefined | readonly Loose[];

export function h(tag: string, attributes: Attributes = {}, ...children: readonly Loose[]): ViewNode {
  return { tag, attributes, children: tidy(children) };
}

/** Nothing is dropped and neighbouring texts are joined, as an HTML parser would give them back. */
function tidy(children: readonly Loose[]): readonly ViewChild[] {
  const kept: ViewChild[] = [];
  for (const child of children.flat(9) as readonly Exclude<Loose, readonly Loose[]>[] /* flat(9) leaves no list */) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (typeof child === "object") kept.push(child);
    else {
      const last = kept.at(-1);
      if (typeof last === "string") kept[kept.length - 1] = last + String(child);
      else kept.push(String(child));
    }
  }
  return kept;
}
