import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { errorWords } from "#browser/server/error-words.ts";
import { findServer } from "#browser/server/find-server.ts";
import { rememberWorkshop } from "./membership.ts";
import { openStrip } from "./strip.ts";
import { type WorkshopFacts, workshopPage } from "./workshop-words.ts";

/** The page to join by code and nickname; after that the strip leads through the day. */
class SiklusJoin extends HTMLElement {
  connectedCallback(): void {
    const facts = JSON.parse(this.querySelector("script")?.textContent ?? "") as WorkshopFacts; // by Join.astro
    const page = workshopPage(facts);
    const { say, sayError } = page;
    const [form, problem, code, nickname] = [
      this.querySelector("form"),
      this.querySelector<HTMLElement>("[data-part='problem']"),
      this.querySelector<HTMLInputElement>("[name='code']"),
      this.querySelector<HTMLInputElement>("[name='nickname']"),
    ];
    if (form === null || problem === null || code === null || nickname === null)
      throw new Error("the form to join is not whole");
    const tell = (text: string): void => {
      problem.textContent = text;
      problem.hidden = text === "";
    };
    code.value = new URLSearchParams(location.search).get("code")?.toUpperCase() ?? code.value;
    if (code.value !== "") nickname.focus();
    findServer().then((found) => {
      if (found.state === "none") tell(say("workshop.none"));
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      tell("");
      try {
        const body = { code: code.value, nickname: nickname.value };
        const { workshop, me } = await callServer("post", "/api/workshops/join", { body });
        rememberWorkshop(workshop.id);
        const text = say("workshop.joined-as", { title: workshop.title, nickname: me.nickname });
        const joined = build("p", { className: "status", attributes: { "data-tone": "good", role: "status" } }, [text]);
        form.replaceWith(joined);
        await openStrip(page);
      } catch (error) {
        tell(errorWords(error, sayError));
      }
    });
  }
}

customElements.define("siklus-join", SiklusJoin);
