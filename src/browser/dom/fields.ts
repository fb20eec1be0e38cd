import { build } from "#browser/dom/build.ts";

type Labelled<Input extends HTMLElement> = { readonly element: HTMLElement; readonly input: Input };

export function inputField(options: {
  readonly label: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly value?: string;
  readonly help?: string;
}): Labelled<HTMLInputElement> {
  const input = build("input", { className: "field", attributes: { type: "text", ...options.attributes } });
  input.value = options.value ?? "";
  return { element: labelled(options.label, input, options.help), input };
}

export function areaField(options: {
  readonly label: string;
  readonly attributes?: Readonly<Record<string, string>>;
}): Labelled<HTMLTextAreaElement> {
  const input = build("textarea", { className: "field", attributes: { rows: "3", ...options.attributes } });
  return { element: labelled(options.label, input), input };
}

export function selectField(options: {
  readonly label: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly value?: string;
}): Labelled<HTMLSelectElement> {
  const input = selectOf(options.choices, options.value);
  return { element: labelled(options.label, input), input };
}

/** A select whose name only screen readers need, for a cell of a table. */
export function bareSelect(options: Parameters<typeof selectField>[0]): HTMLSelectElement {
  const input = selectOf(options.choices, options.value);
  input.setAttribute("aria-label", options.label);
  return input;
}

function selectOf(choices: readonly (readonly [string, string])[], value: string | undefined): HTMLSelectElement {
  const input = build(
    "select",
    { className: "field" },
    choices.map(([key, text]) => build("option", { attributes: { value: key } }, [text])),
  );
  if (value !== undefined) input.value = value;
  return input;
}

function labelled(label: string, input: HTMLElement, help?: string): HTMLElement {
  const words = [build("span", {}, [label]), input];
  if (help !== undefined) words.push(build("span", { className: "class-soft" }, [help]));
  return build("label", { className: "class-field" }, words);
}

/** The reader's own clock in a field of date and time, and back. */
export function localTime(instant: string | null): string {
  if (instant === null) return "";
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function instantOf(local: string): string | null {
  return local === "" ? null : new Date(local).toISOString();
}
