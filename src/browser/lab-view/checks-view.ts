import { build, richText } from "#browser/dom/build.ts";
import type { CheckResult, Message } from "#contract/verdict.ts";
import { explainError } from "./explain.ts";
import { fillFragment } from "./fill-fragment.ts";
import { cloneWords, type LabFacts, part } from "./lab-facts.ts";
import { lineButton } from "./line-button.ts";
import { findWords, type Say } from "./words.ts";

type GoTo = (place: { readonly line: number; readonly column?: number }) => void;

/** `ended`: the run ended as a whole, which is said once above; checks that were not reached are then as before a run. */
export type ChecksView = { show(results: readonly CheckResult[], how?: { readonly ended: boolean }): void };

const icons = { pass: "✓", fail: "✗", error: "!" } as const;

/** The list of checks: each with its state in words and icon, what was expected, and the explanation of a recognised mistake. */
export function createChecksView(options: { root: HTMLElement; facts: LabFacts; say: Say; goTo: GoTo }): ChecksView {
  const { root, facts, say, goTo } = options;
  const items = new Map(
    [...part(root, "checks").querySelectorAll<HTMLElement>("[data-check]")].map((item) => [
      item.dataset["check"],
      item,
    ]),
  );
  const explainedMistakes = new Set<string>();

  const showOne = (result: CheckResult) => {
    const item = items.get(result.id);
    if (item === undefined) return;
    item.dataset["status"] = result.status;
    part(item, "icon").textContent = icons[result.status];
    part(item, "state").textContent = say(`lab.check-${result.status}`);
    part(item, "found").replaceChildren(...(result.status === "pass" ? [] : findings(result)));
  };
  const showWaiting = (id: string) => {
    const item = items.get(id);
    if (item === undefined) return;
    item.dataset["status"] = "waiting";
    part(item, "icon").textContent = "○";
    part(item, "state").textContent = say("lab.check-waiting");
    part(item, "found").replaceChildren();
  };
  const findings = (result: Exclude<CheckResult, { status: "pass" }>): Node[] => {
    const found: Node[] = [build("p", { className: "lab-found" }, messageOf(result.message))];
    if (result.status === "error" && result.error !== undefined) found.push(...errorOf(result.error));
    if (result.mistake !== undefined) found.push(...mistakeOf(result.mistake));
    return found;
  };
  const messageOf = ({ key, params }: Message): Node[] => {
    if (findWords(facts.words, key) !== undefined) return richText(say(key, params));
    const own = cloneWords(root, "message", key);
    return own === undefined ? [document.createTextNode(key)] : [fillFragment(own, params)];
  };
  const errorOf = (error: NonNullable<Extract<CheckResult, { status: "error" }>["error"]>): Node[] => {
    const { title, place, detail } = explainError(error, facts.words);
    const isCoded = error.code !== undefined && title.key === `engine.${error.code}`;
    const words = isCoded ? [build("p", { className: "lab-found" }, richText(say(title.key, title.facts)))] : [];
    const line = place === undefined ? [] : [lineButton({ place, say, goTo })];
    return [...words, build("p", { className: "lab-detail" }, [build("code", {}, [detail ?? ""]), ...line])];
  };
  const mistakeOf = (mistake: string): Node[] => {
    const words = cloneWords(root, "mistake", mistake);
    if (words === undefined || explainedMistakes.has(mistake)) return [];
    explainedMistakes.add(mistake);
    const title = build("p", { className: "lab-mistake-title" }, [say("lab.mistake")]);
    return [
      build("div", { className: "lab-mistake", attributes: { "data-mistake": mistake } }, [
        title,
        build("p", {}, [words]),
      ]),
    ];
  };

  return {
    show(results, how) {
      explainedMistakes.clear();
      for (const result of results) {
        if (how?.ended && result.status === "error" && result.error === undefined) showWaiting(result.id);
        else showOne(result);
      }
    },
  };
}
