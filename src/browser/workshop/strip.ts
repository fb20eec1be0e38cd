import { build, buildButton } from "#browser/dom/build.ts";
import { openKeep } from "#browser/keep/keep.ts";
import { callServer } from "#browser/server/call-server.ts";
import { ServerError } from "#browser/server/server-error.ts";
import type { Participant, Workshop, WorkshopEvent } from "#contract/api/workshops.ts";
import { followWorkshop } from "./follow-workshop.ts";
import { joinedWorkshop, rememberWorkshop } from "./membership.ts";
import "./strip.css";
import { createHelpForm } from "./strip-help.ts";
import { createStripPoll } from "./strip-poll.ts";
import { watchWork } from "./watch-work.ts";
import { timeLeft, type WorkshopPage } from "./workshop-words.ts";

/**
 * The learner's side of a workshop, at the foot of every page: where to go, the time, a word of the teacher, the poll, asking for help,
 * letting the teacher read the code.
 */
export async function openStrip(page: WorkshopPage): Promise<void> {
  const { say, labs } = page;
  const workshopId = joinedWorkshop();
  if (workshopId === null) return;
  const params = { workshopId };
  const strip = build("aside", {
    className: "workshop-strip no-print",
    attributes: { "aria-label": say("workshop.strip") },
  });
  const news = build("div", { className: "news", attributes: { role: "status" } });
  const poll = createStripPoll(page, workshopId);
  const shown = build("details", { className: "shown" });
  shown.hidden = true;
  const connection = build("span", { className: "tag", attributes: { role: "status" } });
  const clock = build("span", { className: "clock figures" });
  const help = createHelpForm(page, (ask) => watcher.add({ ask }));
  const share = build("input", { attributes: { type: "checkbox" } });
  share.addEventListener("change", async () => {
    watcher.add({ sharesCode: share.checked });
    const labId = document.querySelector<HTMLElement>("siklus-lab[data-lab]")?.dataset["lab"];
    const draft = share.checked && labId !== undefined ? await openKeep().drafts.find(labId) : undefined;
    if (draft !== undefined) watcher.add({ code: { labId: draft.labId, source: draft.code } });
  });
  const leave = buildButton({ text: say("workshop.leave"), className: "button quiet", onPress: () => end("") });
  const tools = build("div", { className: "toolbar" }, [
    clock,
    help.element,
    build("label", { className: "choice" }, [share, say("workshop.share")]),
    connection,
    leave,
  ]);
  strip.append(news, poll.element, shown, tools);
  document.body.append(strip);
  document.documentElement.dataset["workshop"] = "";

  let endsAt: string | null = null;
  const tick = (): void => {
    const left = endsAt === null ? null : timeLeft(endsAt, Date.now());
    clock.textContent =
      endsAt === null ? "" : left === null ? say("workshop.time-over") : say("workshop.time-left", { time: left });
  };
  const ticking = setInterval(tick, 1_000);
  const watcher = watchWork({
    keep: openKeep(),
    sharesCode: () => share.checked,
    send: (body) => callServer("post", "/api/workshops/{workshopId}/report", { params, body }),
  });
  const end = (text: string): void => {
    rememberWorkshop(null);
    follower.close();
    watcher.close();
    clearInterval(ticking);
    delete document.documentElement.dataset["workshop"];
    if (text === "") strip.remove();
    else strip.replaceChildren(build("p", { attributes: { role: "status" } }, [text]));
  };
  const showWorkshop = (workshop: Workshop): void => {
    if (workshop.state === "ended") {
      end(say("workshop.over"));
      return;
    }
    endsAt = workshop.timerEndsAt;
    tick();
    news.replaceChildren(...newsOf(workshop));
    poll.show(workshop.poll);
    const code = workshop.shown;
    shown.hidden = code === null;
    if (code !== null)
      shown.replaceChildren(
        build("summary", {}, [say("workshop.shown-title")]),
        build("pre", { attributes: { tabindex: "0" } }, [build("code", {}, [code.source])]),
      );
  };
  const newsOf = ({ message, current, unlocked }: Workshop): HTMLElement[] => {
    const named = unlocked.flatMap((labId) => labs.filter((lab) => lab.labId === labId));
    const now = named.find(({ labId }) => labId === current) ?? named.at(-1);
    const links = named.filter((lab) => lab !== now);
    return [
      ...(message === null ? [] : [build("p", { className: "message" }, [message.text])]),
      now === undefined
        ? build("p", {}, [say("workshop.wait")])
        : build("a", { className: "button primary", attributes: { href: now.href } }, [
            say("workshop.to-lab", { title: now.title }),
          ]),
      ...(links.length === 0
        ? []
        : [
            build("details", {}, [
              build("summary", {}, [say("workshop.open-labs")]),
              build(
                "ul",
                {},
                links.map(({ href, title }) => build("li", {}, [build("a", { attributes: { href } }, [title])])),
              ),
            ]),
          ]),
    ];
  };
  const showMe = (me: Participant): void => {
    share.checked = me.sharesCode;
    help.show(me.askedAt !== null);
  };
  const follow = () =>
    followWorkshop({
      workshopId,
      onEvent(event: WorkshopEvent) {
        if (event.kind === "removed") end(say("workshop.removed"));
        if (event.kind === "state" || event.kind === "workshop") showWorkshop(event.workshop);
        if ((event.kind === "state" || event.kind === "me") && event.me !== null) showMe(event.me);
      },
      onConnection: (state) => {
        connection.textContent = state === "live" ? "" : say("workshop.connection-lost");
      },
      onRefused: () => void askAgain(),
    });
  // A stream that ends for good may be a server that is starting again, or a page that is going: the server's word decides.
  const askAgain = async (): Promise<void> => {
    connection.textContent = say("workshop.connection-lost");
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    try {
      await callServer("post", "/api/workshops/{workshopId}/report", { params, body: {} });
    } catch (error) {
      const code = error instanceof ServerError ? error.code : "internal";
      if (code === "closed") return end(say("workshop.over"));
      if (["forbidden", "not-found", "not-signed-in"].includes(code)) return end(say("workshop.removed"));
    }
    if (joinedWorkshop() === workshopId) follower = follow();
  };
  let follower = follow();
}
