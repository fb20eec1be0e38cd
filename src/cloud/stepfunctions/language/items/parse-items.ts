import type { ReaderConfig } from "../definition/machine.ts";
import { fieldOf, isList, isObject, type Json } from "../json.ts";

/** What an ItemReader's file cannot be read as; the host answers with `items-failed` and this text. */
export class ItemsError extends Error {}

/** The items in the text of a file that an ItemReader names: CSV rows as objects of texts, JSON, or JSON Lines. */
export function parseItems({
  text,
  config,
  maxItems,
}: {
  readonly text: string;
  readonly config: ReaderConfig;
  readonly maxItems: number | null;
}): readonly Json[] {
  const items = readItems({ text, config });
  return maxItems === null || maxItems <= 0 ? items : items.slice(0, maxItems);
}

function readItems({ text, config }: { readonly text: string; readonly config: ReaderConfig }): readonly Json[] {
  switch (config.InputType) {
    case "CSV":
    case "MANIFEST":
      return csvItems({ text, config });
    case "JSONL":
      return text.split(/\r?\n/).flatMap((line) => (line.trim() === "" ? [] : [parseJson(line)]));
    case "JSON":
      return jsonItems({ value: parseJson(text), pointer: config.ItemsPointer ?? "" });
    default:
      throw new ItemsError(`InputType ${config.InputType ?? "(none)"} cannot be read as text`);
  }
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives nothing but JSON
  } catch {
    throw new ItemsError("Attempting to read the file failed: it is not valid JSON");
  }
}

/** ItemsPointer is a JSON Pointer (RFC 6901) to the list. */
function jsonItems({ value, pointer }: { readonly value: Json; readonly pointer: string }): readonly Json[] {
  let at: Json | undefined = value;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    at = isList(at) ? at[Number(name)] : fieldOf(at, name);
  }
  if (isList(at)) return at;
  if (isObject(at)) return Object.entries(at).map(([Key, Value]) => ({ Key, Value }));
  throw new ItemsError("Attempting to map over non-iterable node.");
}

const delimiters: { readonly [name: string]: string } = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
};

function csvItems({ text, config }: { readonly text: string; readonly config: ReaderConfig }): readonly Json[] {
  const rows = csvRows({ text, delimiter: delimiters[config.CSVDelimiter ?? "COMMA"] ?? "," });
  const given = config.CSVHeaderLocation === "GIVEN";
  const headers = given ? (config.CSVHeaders ?? []) : (rows[0] ?? []);
  return rows
    .slice(given ? 0 : 1)
    .map((row) => Object.fromEntries(headers.map((header, at) => [header, row[at] ?? ""])));
}

function csvRows({
  text,
  delimiter,
}: {
  readonly text: string;
  readonly delimiter: string;
}): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    cell = "";
  };
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += sign;
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === delimiter) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  }
  endRow();
  return rows;
}
