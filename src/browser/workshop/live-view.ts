import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { errorWords } from "#browser/server/error-words.ts";
import type { Participant, Workshop, WorkshopEvent } from "#contract/api/workshops.ts";
import { followWorkshop } from "./follow-workshop.ts";
import type { HostCommand } from "./host-command.ts";
import { joinPanel } from "./join-panel.ts";
import { createLiveGrid } from "./live-grid.ts";
import { createPacePanel } from "./pace-panel.ts";
import { createPollPanel } from "./poll-panel.ts";
import { summaryView } from "./summary-view.ts";
import type { WorkshopPage } from "./workshop-words.ts";

/** One workshop as its host sees it: who is where, and what the host can do. */
export function openLiveView(
  page: WorkshopPage,
  { root, workshopId }: { root: HTMLElement; workshopId: string },
): void {
  const { say, sayError } = page;
  const problem = build("p", { className: "status", attributes: { role: "alert", "data-tone": "bad" } });
  problem.hidden = true;
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      problem.hidden = true;
    } catch (error) {
      problem.textContent = errorWords(error, sayError);
      problem.hidden = false;
    }
  };
  const params = { workshopId };
  const command = (body: HostCommand): void =>
    void attempt(async () => {
      showWorkshop(await callServer("post", "/api/workshops/{workshopId}/control", { params, body }));
    });
  const title = build("h2");
  const connection = build("span", { className: "tag", attributes: { role: "status" } });
  const code = createCodeDialog(page, command);
  const grid = createLiveGrid(page, {
    onSeeCode: (one) =>
      void attempt(async () => {
        const address = "/api/workshops/{workshopId}/participants/{participantId}/code";
        const { source } = await callServer("get", address, { params: { workshopId, participantId: one.id } });
        code.open(one, source);
      }),
    onAnswered: (one) => command({ do: "answered", participantId: one.id }),
    onRemove: (one) => {
      if (confirm(say("workshop.remove-sure", { nickname: one.nickname })))
        command({ do: "remove", participantId: one.id });
    },
  });
  const panels = [createPacePanel(page, command), createPollPanel(page, command)];
  const shown = build("p", { className: "status", attributes: { "data-tone": "warn" } }, [
    `${say("workshop.code-shown")} `,
    buildButton({
      text: say("workshop.hide-code"),
      onPress: () => command({ do: "show-code", participantId: null }),
    }),
  ]);
  const end = buildButton({
    text: say("workshop.end"),
    onPress: () => {
      if (confirm(say("workshop.end-sure"))) command({ do: "end" });
    },
  });
  const join = build("div");
  const summary = build("div");
  const controls = build("div", { className: "controls" }, [...panels.map(({ element }) => element), end]);
  let hasJoinPanel = false;
  const showWorkshop = (workshop: Workshop): void => {
    title.replaceChildren(workshop.title, " ", connection);
    shown.hidden = workshop.shown === null;
    for (const panel of panels) panel.show(workshop);
    const isOver = workshop.state === "ended";
    controls.hidden = isOver;
    join.hidden = isOver;
    if (isOver) {
      follower.close();
      connection.textContent = say("workshop.ended");
      void attempt(async () => summary.replaceChildren(await summaryView(page, workshopId)));
    } else if (!hasJoinPanel) {
      hasJoinPanel = true;
      void attempt(async () => join.replaceChildren(await joinPanel(page, workshop)));
    }
  };
  const take = (event: WorkshopEvent): void => {
    if (event.kind === "state" || event.kind === "workshop") showWorkshop(event.workshop);
    if (event.kind === "state") grid.set(event.participants ?? []);
    if (event.kind === "participants") grid.change(event.participants);
    if (event.kind === "gone") grid.remove(event.participantIds);
  };
  const follower = followWorkshop({
    workshopId,
    onEvent: take,
    onConnection(state) {
      connection.textContent = say(`workshop.connection-${state}`);
      connection.dataset["connection"] = state;
    },
    onRefused: () => void attempt(() => callServer("get", "/api/workshops/{workshopId}/summary", { params })),
  });
  root.replaceChildren(title, problem, shown, join, summary, grid.element, controls, code.element);
}

function createCodeDialog({ say }: WorkshopPage, command: (control: HostCommand) => void) {
  const element = build("dialog", { className: "dialog", attributes: { "aria-labelledby": "workshop-code" } });
  return {
    element,
    open(one: Participant, source: string): void {
      const show = buildButton({
        text: say("workshop.show-code"),
        className: "button primary",
        onPress: () => {
          command({ do: "show-code", participantId: one.id });
          element.close();
        },
      });
      const close = buildButton({ text: "×", className: "button quiet icon", onPress: () => element.close() });
      close.setAttribute("aria-label", say("workshop.close"));
      element.replaceChildren(
        build("h2", { attributes: { id: "workshop-code" } }, [say("workshop.code-of", { nickname: one.nickname })]),
        build("pre", { attributes: { tabindex: "0" } }, [build("code", {}, [source])]),
        build("div", { className: "toolbar" }, [show, close]),
      );
      element.showModal();
    },
  };
}
