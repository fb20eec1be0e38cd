import { h, type ViewNode } from "../view/view-node.ts";
import type { PictureName } from "./deck.ts";

/** A drawing of the picture sheet, which stands once in the page. Decoration: its name is said beside it. */
export function drawing(name: PictureName): ViewNode {
  const attributes = { class: "picture", viewBox: "0 0 64 64", "aria-hidden": "true" };
  return h("svg", attributes, h("use", { href: `#picture-${name}` }));
}
