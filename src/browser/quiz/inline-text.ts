import { h, type ViewNode } from "#browser/explorables/view/view-node.ts";

/** The little markup that a question may use: `code` and **strong**. */
export function inlineText(text: string): readonly (ViewNode | string)[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) =>
      part.startsWith("`")
        ? h("code", {}, part.slice(1, -1))
        : part.startsWith("**")
          ? h("strong", {}, part.slice(2, -2))
          : part,
    );
}
