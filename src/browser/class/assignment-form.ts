import { build } from "#browser/dom/build.ts";
import { inputField, instantOf, localTime, selectField } from "#browser/dom/fields.ts";
import type { Assignment } from "#contract/api/courses.ts";
import type { InputAt } from "#contract/api/route-types.ts";
import type { Desk } from "./desk.ts";
import { attempt } from "./loaded.ts";

export type AssignmentBody = InputAt<"post", "/api/courses/{courseId}/assignments">["body"];

/** The fields of an assignment; dates in the reader's own time zone. */
export function assignmentForm(
  desk: Desk,
  options: {
    readonly title: string;
    readonly submit: string;
    readonly from?: Assignment;
    readonly save: (body: AssignmentBody) => Promise<void>;
  },
): HTMLFormElement {
  const { say } = desk;
  const { from } = options;
  const labs = desk.labs.map(({ labId, title }) => [labId, title] as const);
  const lab = selectField({
    label: say("class.lab"),
    choices: labs,
    ...(from === undefined ? {} : { value: from.labId }),
  });
  const title = inputField({
    label: say("class.assignment-title"),
    value: from?.title ?? "",
    attributes: { maxlength: "120" },
    help: say("class.assignment-title-help"),
  });
  const number = (key: "class.points" | "class.max-attempts", value: string, attributes: Record<string, string>) =>
    inputField({ label: say(key), value, attributes: { type: "number", inputmode: "decimal", ...attributes } });
  const points = number("class.points", `${from?.points ?? 10}`, {
    min: "0.5",
    max: "1000",
    step: "0.5",
    required: "",
  });
  const attempts = number("class.max-attempts", from?.maxAttempts?.toString() ?? "", {
    min: "1",
    max: "1000",
    step: "1",
  });
  const date = (key: "class.opens" | "class.due" | "class.closes", instant: string | null | undefined) =>
    inputField({ label: say(key), value: localTime(instant ?? null), attributes: { type: "datetime-local" } });
  const opens = date("class.opens", from?.opensAt);
  const due = date("class.due", from?.dueAt);
  const closes = date("class.closes", from?.closesAt);
  const policy = from?.latePolicy;
  const late = selectField({
    label: say("class.late"),
    choices: (["none", "per-day", "refuse"] as const).map((kind) => [kind, say(`class.late-${kind}`)] as const),
    value: policy?.kind ?? "none",
  });
  const share = (key: "class.late-loss" | "class.late-floor", value: number) =>
    inputField({
      label: say(key),
      value: `${Math.round(value * 100)}`,
      attributes: { type: "number", min: "0", max: "100", step: "1", required: "" },
    });
  const loss = share("class.late-loss", policy?.kind === "per-day" ? policy.lossPerDay : 0.1);
  const floor = share("class.late-floor", policy?.kind === "per-day" ? policy.floor : 0.5);
  const perDay = build("div", { className: "class-row" }, [loss.element, floor.element]);
  const showPerDay = () => {
    perDay.hidden = late.input.value !== "per-day";
  };
  late.input.addEventListener("change", showPerDay);
  showPerDay();
  const counts = selectField({
    label: say("class.counts"),
    choices: (["best", "last"] as const).map((one) => [one, say(`class.counts-${one}`)] as const),
    value: from?.counts ?? "best",
  });
  const row = (...fields: readonly { readonly element: HTMLElement }[]) =>
    build(
      "div",
      { className: "class-row" },
      fields.map(({ element }) => element),
    );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const form = build("form", { className: "class-stack", attributes: { "aria-label": options.title } }, [
    row(lab, title),
    row(points, attempts, counts),
    row(opens, due, closes),
    build("p", { className: "class-soft" }, [say("class.zone", { zone })]),
    row(late),
    perDay,
    build("button", { className: "button primary", attributes: { type: "submit" } }, [options.submit]),
  ]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body: AssignmentBody = {
      labId: lab.input.value,
      title: title.input.value.trim() || null,
      points: points.input.valueAsNumber,
      opensAt: instantOf(opens.input.value),
      dueAt: instantOf(due.input.value),
      closesAt: instantOf(closes.input.value),
      latePolicy: policyOf(late.input.value, loss.input.valueAsNumber / 100, floor.input.valueAsNumber / 100),
      maxAttempts: attempts.input.value === "" ? null : attempts.input.valueAsNumber,
      counts: counts.input.value === "last" ? "last" : "best",
    };
    void attempt(desk, { by: form, run: () => options.save(body), done: say("class.saved") });
  });
  return form;
}

function policyOf(kind: string, lossPerDay: number, floor: number): AssignmentBody["latePolicy"] {
  if (kind === "per-day") return { kind, lossPerDay, floor };
  return { kind: kind === "refuse" ? "refuse" : "none" };
}
