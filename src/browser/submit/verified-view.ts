import { build, richText } from "#browser/dom/build.ts";
import { fillFragment } from "#browser/lab-view/fill-fragment.ts";
import { cloneWords } from "#browser/lab-view/lab-facts.ts";
import { findWords } from "#browser/lab-view/words.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import { isConfirmed } from "#contract/api/submissions.ts";
import type { SubmitDesk } from "./submit-words.ts";

type Submission = AnswerAt<"get", "/api/submissions/{submissionId}">;
type Result = NonNullable<Submission["result"]>;

/** A verified result: unlike a practice one in word, sign and frame. Hidden checks show their kind and a hint, never the case. */
export function verifiedView(desk: SubmitDesk, submission: Submission): HTMLElement {
  const { say, percent } = desk;
  const { result, finalScore, lateLoss, attempt, comments } = submission;
  if (result === null)
    return build("p", { className: "status", attributes: { "data-tone": "warn" } }, [say("submit.failed")]);
  const late =
    lateLoss === 0
      ? []
      : [build("p", {}, [say("submit.late", { loss: percent(lateLoss), score: percent(finalScore ?? 0) })])];
  return build("section", { className: "verified", attributes: { "data-status": result.status } }, [
    build("p", { className: "verified-score" }, [
      build("span", { className: "verified-seal", attributes: { "aria-hidden": "true" } }, ["✓"]),
      build("strong", {}, [say("submit.verified", { score: percent(result.score) })]),
    ]),
    build("p", { className: "lab-small" }, [say("submit.verified-why", { attempt })]),
    ...late,
    heading(desk, "submit.visible"),
    ...(isConfirmed(result.hidden)
      ? []
      : [build("p", { className: "status", attributes: { "data-tone": "warn" } }, [say("submit.not-confirmed")])]),
    build(
      "ul",
      { className: "verified-checks" },
      result.checks.map((check) => visibleCheck(desk, check)),
    ),
    ...hiddenChecks(desk, result),
    ...(comments.length === 0 ? [] : [heading(desk, "submit.comments"), ...comments.map((one) => comment(desk, one))]),
  ]);
}

function visibleCheck({ root, say, sayLab, facts }: SubmitDesk, check: Result["checks"][number]): HTMLElement {
  const sentence = root.querySelector(`[data-check="${CSS.escape(check.id)}"] p`)?.firstChild?.textContent ?? check.id;
  if (check.status === "pass") return line("pass", sentence, say("submit.passed"), []);
  const { key, params } = check.message;
  const own = cloneWords(root, "message", key);
  const words =
    findWords(facts.words, key) !== undefined
      ? richText(sayLab(key, params))
      : own === undefined
        ? []
        : [fillFragment(own, params)];
  return line("fail", sentence, say("submit.not-passed"), words);
}

function hiddenChecks(desk: SubmitDesk, { hidden }: Result): HTMLElement[] {
  const { say } = desk;
  if (hidden.length === 0) return [];
  return [
    heading(desk, "submit.hidden-list"),
    build(
      "ul",
      { className: "verified-checks" },
      hidden.map(({ category, status }) =>
        status === "pass"
          ? line("pass", say(`submit.hidden-${category}`), say("submit.passed"), [])
          : line("fail", say(`submit.hidden-${category}`), say("submit.not-passed"), [say(`submit.hint-${category}`)]),
      ),
    ),
  ];
}

/** One level below the lab's own headings, which differ between its own page and a lesson. */
function heading(
  { root, say }: SubmitDesk,
  key: "submit.visible" | "submit.hidden-list" | "submit.comments",
): HTMLElement {
  const level = root.querySelector("h2.lab-heading") === null ? "h4" : "h3";
  return build(level, { className: "lab-heading" }, [say(key)]);
}

function line(status: "pass" | "fail", what: string, state: string, more: readonly (Node | string)[]): HTMLElement {
  return build("li", { attributes: { "data-status": status } }, [
    build("span", { attributes: { "aria-hidden": "true" } }, [status === "pass" ? "✓ " : "✗ "]),
    `${what.trim()} `,
    build("span", { className: "lab-check-state" }, [state]),
    ...(more.length === 0 ? [] : [build("p", { className: "lab-small" }, more)]),
  ]);
}

function comment(
  { say, time }: SubmitDesk,
  { line: at, body, by, at: when }: Submission["comments"][number],
): HTMLElement {
  return build("blockquote", { className: "verified-comment" }, [
    build("p", {}, [at === null ? body : say("submit.comment-line", { line: at, body })]),
    build("footer", { className: "lab-small" }, [say("submit.comment-by", { by, time: time(when) })]),
  ]);
}
