import { cloneWords } from "#browser/lab-view/lab-facts.ts";
import type { Desk } from "./desk.ts";

/** The author's words about a lab: what its checks ask, what they say when they fail, what its mistakes are. */
export type LabPage = {
  check(id: string): Node | string;
  message(key: string): DocumentFragment | undefined;
  mistake(name: string): DocumentFragment | undefined;
};

/** Taken from the lab's own page, which this site has (offline too), so that the class pages need not carry all labs' words. */
export async function readLabPage(desk: Desk, labId: string): Promise<LabPage> {
  const href = desk.labs.find((lab) => lab.labId === labId)?.href;
  const answer = href === undefined ? undefined : await fetch(href).catch(() => undefined);
  const text = answer?.ok === true ? await answer.text() : "";
  const root = new DOMParser().parseFromString(text, "text/html").querySelector<HTMLElement>("siklus-lab");
  return {
    check(id) {
      const item = root?.querySelector(`[data-check="${CSS.escape(id)}"] p`);
      if (item === null || item === undefined) return id;
      const words = document.importNode(item, true);
      words.querySelector(".lab-check-state")?.remove();
      const fragment = document.createDocumentFragment();
      fragment.append(...words.childNodes);
      return fragment;
    },
    message: (key) => (root === null ? undefined : cloneWords(root, "message", key)),
    mistake: (name) => (root === null ? undefined : cloneWords(root, "mistake", name)),
  };
}
