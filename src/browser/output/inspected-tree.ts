import type { Inspected } from "#contract/sandbox.ts";
import { fill } from "#i18n/fill.ts";
import { maxTextLength } from "./console-line.ts";
import type { ConsoleWords } from "./console-words.ts";

/** A value of the learner's as elements: text for a leaf, a tree that opens for an object. Children are built when it opens. */
export function inspectedTree(value: Inspected, words: ConsoleWords): HTMLElement {
  if (value.kind !== "object")
    return textSpan(value.text, value.kind === "text" ? "console-text" : leafClass(value.type), words);

  const preview = value.text.startsWith(value.type) ? value.text : `${value.type} ${value.text}`;
  if (value.entries.length === 0 && value.more === 0) return textSpan(preview, "console-object", words);
  const details = document.createElement("details");
  details.className = "console-tree";
  const summary = document.createElement("summary");
  summary.append(textSpan(preview, "console-object", words));
  details.append(summary);
  details.addEventListener("toggle", () => details.append(entryList(value, words)), { once: true });
  return details;
}

function entryList({ entries, more }: Extract<Inspected, { kind: "object" }>, words: ConsoleWords): HTMLElement {
  const list = document.createElement("ul");
  list.className = "console-entries";
  for (const [name, entry] of entries) {
    const item = list.appendChild(document.createElement("li"));
    item.append(textSpan(`${name}: `, "console-name", words), inspectedTree(entry, words));
  }
  if (more > 0)
    list
      .appendChild(document.createElement("li"))
      .append(textSpan(fill(words["console.more"], { count: more }), "console-more", words));
  return list;
}

function textSpan(text: string, className: string, words: ConsoleWords): HTMLElement {
  const span = document.createElement("span");
  span.className = className;
  const rest = text.length - maxTextLength;
  span.textContent =
    rest > 0 ? `${text.slice(0, maxTextLength)}… ${fill(words["console.cut"], { count: rest })}` : text;
  return span;
}

function leafClass(type: string): string {
  if (type === "number" || type === "bigint") return "console-number";
  return type === "string" ? "console-string" : "console-value";
}
