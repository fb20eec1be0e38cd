import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { errorWords } from "#browser/server/error-words.ts";
import type { WorkshopPage } from "./workshop-words.ts";

/** Open a workshop, or go on with one. */
export async function openWorkshopList(page: WorkshopPage, root: HTMLElement): Promise<void> {
  const { say, labs, sayError } = page;
  const { workshops } = await callServer("get", "/api/workshops", {});
  const title = build("input", {
    className: "field",
    attributes: { required: "", maxlength: "120", id: "workshop-title", autocomplete: "off" },
  });
  const problem = build("p", { className: "status", attributes: { role: "alert", "data-tone": "warn" } });
  problem.hidden = true;
  const boxes = labs.map(({ labId, title: name }) => {
    const input = build("input", { attributes: { type: "checkbox", value: labId } });
    return { input, label: build("label", { className: "choice" }, [input, name]) };
  });
  const form = build("form", { className: "panel stack" }, [
    build("h2", {}, [say("workshop.new")]),
    build("label", { attributes: { for: "workshop-title" } }, [say("workshop.name")]),
    title,
    build("fieldset", {}, [
      build("legend", {}, [say("workshop.labs")]),
      build(
        "div",
        { className: "choices" },
        boxes.map(({ label }) => label),
      ),
    ]),
    problem,
    build("button", { className: "button primary", attributes: { type: "submit" } }, [say("workshop.create")]),
  ]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = boxes.filter(({ input }) => input.checked).map(({ input }) => input.value);
    problem.hidden = chosen.length > 0;
    problem.textContent = say("workshop.labs-none");
    if (chosen.length === 0) return;
    try {
      const { id } = await callServer("post", "/api/workshops", { body: { title: title.value, labs: chosen } });
      location.search = new URLSearchParams({ id }).toString();
    } catch (error) {
      problem.textContent = errorWords(error, sayError);
      problem.hidden = false;
    }
  });
  const rows = workshops.map(({ id, title: name, state, createdAt }) =>
    build("li", {}, [
      build("a", { attributes: { href: `?${new URLSearchParams({ id })}` } }, [name]),
      ` ${new Date(createdAt).toLocaleDateString(page.language)} `,
      build("span", { className: "tag" }, [say(state === "open" ? "workshop.open" : "workshop.ended")]),
    ]),
  );
  root.replaceChildren(
    form,
    build("section", { className: "stack" }, [
      build("h2", {}, [say("workshop.mine")]),
      rows.length === 0 ? build("p", {}, [say("workshop.mine-none")]) : build("ul", { className: "mine" }, rows),
    ]),
  );
}
