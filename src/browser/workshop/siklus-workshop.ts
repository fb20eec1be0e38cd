import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { errorWords } from "#browser/server/error-words.ts";
import { findServer } from "#browser/server/find-server.ts";
import { openLiveView } from "./live-view.ts";
import { openWorkshopList } from "./workshop-list.ts";
import { type WorkshopFacts, workshopPage } from "./workshop-words.ts";

/** The host's page: says what is missing, else the list of workshops, or with `?id=` one of them live. */
class SiklusWorkshop extends HTMLElement {
  connectedCallback(): void {
    const facts = JSON.parse(this.querySelector("script")?.textContent ?? "") as WorkshopFacts; // by Workshop.astro
    const page = workshopPage(facts);
    const { say } = page;
    const root = this.querySelector<HTMLElement>("[data-part='body']") ?? this;
    const tell = (text: string, link?: { readonly href: string; readonly text: string }): void =>
      root.replaceChildren(
        build("p", { className: "status" }, [
          text,
          ...(link === undefined ? [] : [" ", build("a", { attributes: { href: link.href } }, [link.text])]),
        ]),
      );
    const open = async (): Promise<void> => {
      const found = await findServer();
      if (found.state === "none") return tell(say("workshop.none"));
      if (found.state === "offline") return tell(say("server.offline"));
      const { user } = await callServer("get", "/api/me", {});
      if (user === null || user.isGuest) {
        const back = new URLSearchParams({ back: location.pathname + location.search });
        return tell("", { href: `${this.dataset["account"]}?${back}`, text: say("workshop.sign-in") });
      }
      if (user.role === "learner") return tell(say("workshop.not-teacher"));
      const workshopId = new URLSearchParams(location.search).get("id");
      if (workshopId === null) await openWorkshopList(page, root);
      else openLiveView(page, { root, workshopId });
    };
    open().catch((error: unknown) => tell(errorWords(error, page.sayError)));
  }
}

customElements.define("siklus-workshop", SiklusWorkshop);
