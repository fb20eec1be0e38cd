import { build, richText } from "#browser/dom/build.ts";
import { fillFragment } from "#browser/lab-view/fill-fragment.ts";
import { findWords } from "#browser/lab-view/words.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import type { Desk } from "./desk.ts";
import type { LabPage } from "./lab-page.ts";

type Result = NonNullable<AnswerAt<"get", "/api/submissions/{submissionId}">["result"]>;
const icons = { pass: "✓", fail: "✗", error: "!" } as const;

/** What the server's run found: the visible checks with the lab's own words, the hidden ones by their kind. */
export function checkResults(desk: Desk, result: Result, page: LabPage): HTMLElement {
  const { say, sayAny } = desk;
  const row = (status: keyof typeof icons, about: Node | string, more: readonly Node[]) =>
    build("li", { attributes: { "data-status": status } }, [
      build("span", { className: "class-check-icon", attributes: { "aria-hidden": "true" } }, [icons[status]]),
      build("div", {}, [
        build("p", {}, [about, " ", build("span", { className: "class-soft" }, [sayAny(`lab.check-${status}`)])]),
        ...more,
      ]),
    ]);
  const found = (check: Result["checks"][number]): Node[] => {
    if (check.status === "pass") return [];
    const { key, params } = check.message;
    const own = page.message(key);
    const message =
      findWords(desk.words, key) !== undefined
        ? richText(sayAny(key, params))
        : own === undefined
          ? [key]
          : [fillFragment(own, params)];
    const parts: Node[] = [build("p", { className: "class-soft" }, message)];
    if (check.status === "error" && check.error !== undefined)
      parts.push(build("p", {}, [build("code", {}, [`${check.error.name}: ${check.error.message}`])]));
    const mistake = check.mistake === undefined ? undefined : page.mistake(check.mistake);
    if (mistake !== undefined) parts.push(build("p", { className: "class-mistake" }, [mistake]));
    return parts;
  };
  return build("ul", { className: "class-checks" }, [
    ...result.checks.map((check) => row(check.status, page.check(check.id), found(check))),
    ...result.hidden.map(({ category, status }) => row(status, say(`class.hidden-${category}`), [])),
  ]);
}
