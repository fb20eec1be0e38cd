import { type Facts, fill } from "#i18n/fill.ts";

/** Puts facts in the place of `{placeholders}` in the text of a fragment: as text, whatever they hold. */
export function fillFragment(fragment: DocumentFragment, facts: Facts): DocumentFragment {
  const texts = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (node.nodeValue?.includes("{")) node.nodeValue = fill(node.nodeValue, facts);
  }
  return fragment;
}
