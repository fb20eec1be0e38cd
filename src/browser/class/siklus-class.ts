import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { errorWords } from "#browser/server/error-words.ts";
import { findServer } from "#browser/server/find-server.ts";
import { courseView } from "./course-view.ts";
import { coursesView } from "./courses-view.ts";
import { createDesk, type Desk, type DeskFacts } from "./desk.ts";
import { placeOf } from "./place.ts";

/** The class pages: courses, and each with its tabs. Without a server or an account they say so. */
class SiklusClass extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    const facts = JSON.parse(this.#part("facts").textContent ?? "") as DeskFacts; // by ClassDesk.astro
    const body = this.#part("body");
    const status = this.#part("status");
    const tell = (text: string) => {
      status.textContent = text;
    };
    const open = async () => {
      const found = await findServer();
      if (found.state !== "here") return body.replaceChildren(this.#part(found.state));
      const me = await callServer("get", "/api/me", {});
      if (me.user === null || me.user.isGuest) return body.replaceChildren(this.#part("signed-out"));
      const desk = createDesk({ facts, me, tell });
      const show = (event?: Event) => {
        tell("");
        body.replaceChildren(viewOf(desk));
        if (event !== undefined) body.querySelector<HTMLElement>("h2")?.focus();
      };
      addEventListener("hashchange", show, { signal: this.#stop.signal });
      show();
    };
    open().catch((error: unknown) => {
      const say = (key: string) => facts.words[key as keyof DeskFacts["words"]]; // server.<code>, all handed over
      body.replaceChildren(
        build("p", { className: "status", attributes: { role: "alert" } }, [errorWords(error, say)]),
      );
    });
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  #part(name: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`the class's markup has no part ${name}`);
    found.hidden = false;
    return found;
  }
}

function viewOf(desk: Desk): HTMLElement {
  const place = placeOf(location.hash);
  return place.at === "courses" ? coursesView(desk) : courseView(desk, place);
}

customElements.define("siklus-class", SiklusClass);
