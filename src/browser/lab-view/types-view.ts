import type { DataTypes, Diagnostic, Editor } from "#browser/editor/editor.ts";
import { part } from "./lab-facts.ts";
import { lineButton } from "./line-button.ts";
import type { Say } from "./words.ts";

/** So many are enough to begin with; the first often brings the others with it. */
const mostShown = 5;

type Lab = { readonly labId: string; readonly doors: readonly string[]; readonly dataTypes: DataTypes };

/** What TypeScript noticed in the code that ran: it never blocks a run, so it stands below the verdict. */
export function createTypesView(options: {
  readonly root: HTMLElement;
  readonly facts: Lab;
  readonly say: Say;
  readonly editor: () => Editor;
}): { readonly check: (source: string) => Promise<void> } {
  const { root, facts, say, editor } = options;
  const section = part(root, "types");
  const list = part(root, "types-list");
  let asked = 0;
  let checked: { readonly source: string; readonly found: readonly Diagnostic[] } | undefined;
  let stopFollowing = (): void => {};

  const show = (found: readonly Diagnostic[]): void => {
    section.hidden = found.length === 0;
    list.replaceChildren(...found.slice(0, mostShown).map(lineOf));
  };
  const lineOf = (found: Diagnostic): HTMLElement => {
    const item = document.createElement("li");
    item.append(lineButton({ place: found, say, goTo: (place) => editor().goTo(place) }), ` ${found.message}`);
    return item;
  };
  return {
    async check(source) {
      const id = ++asked;
      const current = editor();
      stopFollowing();
      stopFollowing = () => {};
      if (current.kind === "monaco") {
        // TypeScript may still be at it when the run is over.
        stopFollowing = current.onDiagnostics((found) => show(found));
        return show(current.diagnostics());
      }
      if (checked?.source === source) return show(checked.found);
      show([]);
      await afterPaint(); // the result of the run comes first
      if (id !== asked) return;
      const { checkTypes, mayLoadTypes } = await import("#browser/editor/check-types.ts");
      if (!mayLoadTypes()) return;
      try {
        const found = await checkTypes(source, facts);
        checked = { source, found };
        if (id === asked) show(found);
      } catch (error) {
        console.warn(error); // types are help, and the run needs none
      }
    },
  };
}

function afterPaint(): Promise<void> {
  return new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(() => resolve(), { timeout: 1_000 }));
}
