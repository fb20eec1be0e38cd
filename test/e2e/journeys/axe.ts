import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { run } from "axe-core";

declare const axe: { readonly run: typeof run }; // in the page, once axeSource has run there
const axeSource = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

export const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(axeSource);
}

/** axe in the page itself: its Playwright wrapper takes four times as long. */
export async function violations(
  page: Page,
  {
    wanted,
    of,
    without = [],
  }: {
    readonly wanted: readonly string[];
    readonly of: "every element" | "every kind";
    readonly without?: readonly string[];
  },
): Promise<readonly string[]> {
  return page.evaluate(
    async ({ runOnly, inKinds, off }) => {
      const found = await axe.run(inKinds ? oneOfEachKind() : document, {
        runOnly,
        rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
        resultTypes: ["violations"],
        preload: false,
      });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")} (${nodes.length})`);

      /** Elements whose text is drawn alike: the same tags, attributes and places among first and last, from the page down, and the same colours. */
      function oneOfEachKind(): Element[] {
        const kinds = new Map<string, Element>();
        const paths = new Map<Element | null, string>([[null, ""]]);
        for (const element of document.querySelectorAll("*")) {
          const attributes = [...element.attributes].filter(
            ({ name }) => !/^(id|href|for|aria-.*by|d|src)$/.test(name),
          );
          const own = `${element.tagName}[${attributes.map(({ name, value }) => `${name}=${value}`).join(" ")}]`;
          const path = `${paths.get(element.parentElement)}>${own}`;
          paths.set(element, path);
          const { color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity } = getComputedStyle(element);
          const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== "");
          if (isText)
            kinds.set([path, color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity].join(), element);
        }
        return [...kinds.values()];
      }
    },
    { runOnly: [...wanted], inKinds: of === "every kind", off: [...without] },
  );
}
