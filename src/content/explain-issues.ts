import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** One line an issue: file, field and remedy. An author reads them as the whole of a failed build. */
export function explainIssues(error: z.ZodError, data: unknown, file: string): string[] {
  return error.issues.map((issue) => `${file}: ${explain(issue, data)}`);
}

/** Parses, or throws one error whose message is those lines. */
export function parseContent<Schema extends z.ZodType>(schema: Schema, data: unknown, file: string): z.output<Schema> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new Error(explainIssues(result.error, data, file).join("\n"));
}

function explain(issue: Issue, data: unknown): string {
  const field = fieldName(issue.path);
  const found = valueAt(data, issue.path);
  switch (issue.code) {
    case "invalid_type":
      if (found === undefined) return `${field} is missing; add ${kindOf(issue.expected)}`;
      return `${field} is ${show(found)}; make it ${kindOf(issue.expected)}`;
    case "unrecognized_keys":
      return `${fieldName([...issue.path, issue.keys[0] ?? ""])} is not a known field; remove it or mend its name`;
    case "invalid_value":
      if (found === undefined) return `${field} is missing; add one of ${issue.values.map(show).join(", ")}`;
      return `${field} is ${show(found)}; use one of ${issue.values.map(show).join(", ")}`;
    case "invalid_union":
      return `${field} is ${show(found)}; ${"options" in issue ? `use one of ${(issue.options ?? []).map(show).join(", ")}` : issue.message}`;
    case "too_small":
      return `${field} is ${measure(found, issue.origin)}; make it at least ${issue.minimum}${unit(issue.origin)}`;
    case "too_big":
      return `${field} is ${measure(found, issue.origin)}; make it at most ${issue.maximum}${unit(issue.origin)}`;
    case "invalid_key":
      return `${field} has a bad name; ${issue.issues[0]?.message ?? issue.message}`;
    default:
      return found === undefined
        ? `${field} is missing; ${issue.message}`
        : `${field} is ${show(found)}; ${issue.message}`;
  }
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return name === "" ? "the file" : name.replace(/^\./, "");
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function kindOf(expected: string): string {
  const kinds: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a set of fields",
    record: "a set of fields",
  };
  return kinds[expected] ?? expected;
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  const text =
    typeof value === "object" ? (Array.isArray(value) ? "a list" : "a set of fields") : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…"` : text;
}

function measure(value: unknown, origin: string): string {
  if (origin === "string") return value === "" ? "blank" : `${String(value).length} characters`;
  if (origin === "array" && Array.isArray(value)) return `${value.length} long`;
  return show(value);
}

function unit(origin: string): string {
  return origin === "string" ? " characters" : origin === "array" ? " long" : "";
}
