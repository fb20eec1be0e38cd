import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import type { AccountPage } from "./account-page.ts";

type Submission = AnswerAt<"get", "/api/me/submissions">["submissions"][number];

/** What I have submitted, newest first, each with its score and, as a file, the signed proof of it. */
export async function submissionsView(page: AccountPage): Promise<HTMLElement> {
  const { say } = page;
  const { submissions } = await callServer("get", "/api/me/submissions", {});
  return build("section", { className: "class-stack" }, [
    build("h2", {}, [say("account.submissions")]),
    submissions.length === 0
      ? build("p", { className: "class-soft" }, [say("account.submissions-none")])
      : build(
          "ul",
          { className: "class-cards" },
          submissions.map((one) => card(page, one)),
        ),
  ]);
}

function card({ say, labs, language }: AccountPage, one: Submission): HTMLElement {
  const lab = labs.find(({ labId }) => labId === one.labId);
  const text = say("account.submission", { lab: lab?.title ?? one.labId, attempt: one.attempt });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const state =
    one.state === "queued"
      ? say("account.waiting")
      : one.finalScore === null
        ? say("account.failed")
        : `✓ ${say("account.verified", { score: percent.format(one.finalScore) })}`;
  const facts = [
    build("span", { className: "tag" }, [state]),
    time.format(new Date(one.submittedAt)),
    ...(one.comments.length === 0 ? [] : [say("account.comments", { count: one.comments.length })]),
  ];
  const proof = one.result === null ? [] : [proofLink(say("account.proof"), one.id, one.result.signed)];
  return build("li", { className: "panel" }, [
    lab === undefined ? build("span", {}, [text]) : build("a", { attributes: { href: lab.href } }, [text]),
    build("p", { className: "class-facts" }, facts),
    ...proof,
  ]);
}

function proofLink(text: string, id: string, signed: object): HTMLElement {
  const href = URL.createObjectURL(new Blob([JSON.stringify(signed, null, 2)], { type: "application/json" }));
  return build("a", { className: "button quiet", attributes: { href, download: `siklus-score-${id}.json` } }, [text]);
}
