type Heading = { readonly depth: number; readonly slug: string; readonly text: string };

/**
 * Headings are translated, their ids are not: the n-th heading of a page has the id of the English n-th, so that a link to a
 * section holds when the language is switched. Both pages must therefore have the same headings at the same depths.
 */
export function sharedHeadingIds({
  own,
  english,
  file,
}: {
  own: readonly Heading[];
  english: readonly Heading[];
  file: string;
}): Map<string, string> {
  const shape = (headings: readonly Heading[]) => headings.map((heading) => `h${heading.depth}`).join(" ");
  if (shape(own) !== shape(english)) {
    throw new Error(
      `${file}: headings are ${shape(own) || "none"}; make them ${shape(english) || "none"} as in English`,
    );
  }
  return new Map(own.map((heading, index) => [heading.slug, english[index]?.slug ?? heading.slug]));
}
