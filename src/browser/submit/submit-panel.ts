import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { ServerError } from "#browser/server/server-error.ts";
import { findAssignments, type Target } from "./find-assignments.ts";
import { putInOutbox, readOutbox, takeFromOutbox, type Unsent } from "./outbox.ts";
import "./submit.css";
import type { SubmitDesk } from "./submit-words.ts";
import { termsView } from "./terms-view.ts";
import { verifiedView } from "./verified-view.ts";

type Attempt = { readonly token: string };

/** A lab's "Verified score": what will be run, Submit, the place in the queue, the result. Asks the server only once it is opened. */
export function openSubmitPanel({
  desk,
  place,
  code,
}: {
  readonly desk: SubmitDesk;
  readonly place: HTMLElement;
  readonly code: () => string;
}): void {
  const { say, sayError, facts, accountHref } = desk;
  const { labId, labVersion } = facts;
  const terms = build("div", { className: "submit-terms" });
  const status = build("p", { attributes: { role: "status" } });
  const result = build("div");
  const target = build("select", { className: "field" });
  const chooser = build("label", { className: "submit-for" }, [say("submit.for"), target]);
  const button = buildButton({ text: say("submit.button"), className: "button primary", onPress: () => void submit() });
  const body = build("div", { className: "submit-body" }, [
    build("p", { className: "lab-small" }, [say("submit.about")]),
    chooser,
    terms,
    button,
    status,
    result,
  ]);
  const details = build("details", { className: "submit" }, [build("summary", {}, [say("submit.title")]), body]);
  place.replaceChildren(details);
  place.hidden = false;

  let targets: readonly Target[] = [];
  let attempt: Attempt | undefined;
  const chosen = (): Target | undefined => targets[target.selectedIndex];

  const tell = (text: string, tone?: "bad" | "warn" | "good"): void => {
    status.textContent = text;
    status.className = text === "" ? "" : "status";
    if (tone === undefined) delete status.dataset["tone"];
    else status.dataset["tone"] = tone;
  };
  const refuse = (error: unknown): void => {
    if (!(error instanceof ServerError)) throw error;
    tell(sayError(`server.${error.code}`, error.facts), "warn");
  };
  const openAttempt = async (): Promise<void> => {
    const assignmentId = chosen()?.assignment?.id;
    attempt = undefined;
    terms.replaceChildren();
    try {
      const opened = await callServer("post", "/api/attempts", {
        body: { labId, labVersion, ...(assignmentId === undefined ? {} : { assignmentId }) },
      });
      attempt = opened;
      terms.replaceChildren(...termsView(desk, { opened, assignment: chosen()?.assignment ?? null }));
      tell("");
    } catch (error) {
      refuse(error);
    }
    button.disabled = attempt === undefined;
  };
  const send = async (unsent: Unsent): Promise<void> => {
    try {
      tell(say("submit.sending"));
      const token = unsent.token ?? (await tokenFor(unsent));
      putInOutbox({ ...unsent, token });
      let submission = await callServer("post", "/api/submissions", { body: { token, source: unsent.source } });
      takeFromOutbox(labId);
      while (submission.state === "queued") {
        tell(say("submit.queued", { ahead: submission.ahead ?? 0 }));
        submission = await callServer("get", "/api/submissions/{submissionId}", {
          params: { submissionId: submission.id },
          query: { waitMs: 5_000 },
        });
      }
      tell("");
      result.replaceChildren(verifiedView(desk, submission));
      await openAttempt();
    } catch (error) {
      if (error instanceof ServerError && error.code === "offline") {
        tell(say("submit.waiting-network"), "warn");
        addEventListener("online", () => void sendWaiting(), { once: true });
        return;
      }
      takeFromOutbox(labId);
      refuse(error);
    } finally {
      button.disabled = false;
    }
  };
  const submit = async (): Promise<void> => {
    button.disabled = true;
    const unsent: Unsent = {
      labId,
      labVersion,
      assignmentId: chosen()?.assignment?.id ?? null,
      source: code(),
      token: attempt?.token ?? null,
    };
    putInOutbox(unsent);
    await send(unsent);
  };
  const sendWaiting = async (): Promise<void> => {
    const unsent = readOutbox().find((one) => one.labId === labId);
    if (unsent !== undefined) await send(unsent);
  };
  const open = async (): Promise<void> => {
    try {
      const { user } = await callServer("get", "/api/me", {});
      if (user === null || user.isGuest) {
        const back = new URLSearchParams({ back: location.pathname + location.search });
        const link = build("a", { attributes: { href: `${accountHref}?${back}` } }, [say("submit.sign-in")]);
        body.replaceChildren(build("p", { className: "lab-small" }, [say("submit.about")]), link);
        return;
      }
      targets = await findAssignments(desk);
      target.replaceChildren(...targets.map(({ text }) => build("option", {}, [text])));
      const asked = targets.findIndex(({ assignment }) => assignment !== null && assignment.id === askedAssignment());
      if (asked >= 0) target.selectedIndex = asked;
      chooser.hidden = targets.length < 2;
      await openAttempt();
      await showLast();
      await sendWaiting();
    } catch (error) {
      refuse(error);
    }
  };
  const showLast = async (): Promise<void> => {
    const { submissions } = await callServer("get", "/api/me/submissions", { query: { labId } });
    const [last] = submissions;
    if (last !== undefined && last.state !== "queued") result.replaceChildren(verifiedView(desk, last));
  };
  target.addEventListener("change", () => void openAttempt());
  details.addEventListener("toggle", () => {
    if (details.open) void open();
  });
  const isAskedFor = askedAssignment() !== null;
  if (isAskedFor || readOutbox().some((one) => one.labId === labId)) details.open = true;
}

/** The class pages link to a lab with the assignment it is for. */
function askedAssignment(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("assignment");
}

async function tokenFor({ labId, labVersion, assignmentId }: Unsent): Promise<string> {
  const body = { labId, labVersion, ...(assignmentId === null ? {} : { assignmentId }) };
  const { token } = await callServer("post", "/api/attempts", { body });
  return token;
}
