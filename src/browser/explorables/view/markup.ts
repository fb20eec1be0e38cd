import type { ViewChild } from "./view-node.ts";

const empty = new Set(["input", "br", "img", "hr"]);

/** The view as HTML, for the build: what stands there before the script comes, and all there is without scripts. */
export function markup(nodes: readonly ViewChild[]): string {
  return nodes.map(write).join("");
}

function write(node: ViewChild): string {
  if (typeof node === "string") return escapeHtml(node);
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join("");
  return empty.has(node.tag)
    ? `<${node.tag}${attributes}>`
    : `<${node.tag}${attributes}>${markup(node.children)}</${node.tag}>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
