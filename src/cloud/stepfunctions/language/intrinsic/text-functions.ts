import { findBase64, toBase64 } from "#cloud/core/base64.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { isObject, type Json } from "../json.ts";
import type { ArrayCall, IntrinsicFunction } from "./array-functions.ts";
import { hashAlgorithms, hashText } from "./hash-text.ts";

/** AWS hashes and encodes texts of up to this many characters. */
const longest = 10_000;

export const textFunctions: { readonly [name: string]: IntrinsicFunction } = {
  "States.Base64Encode": (call) => toBase64(utf8Bytes(shortText(call, 0))),
  "States.Base64Decode": (call) => {
    const bytes = findBase64(shortText(call, 0).trim());
    return bytes === undefined ? call.fail("The argument is not valid Base64") : utf8Text(bytes);
  },
  "States.Hash": (call) => {
    const [value, algorithm] = call.values;
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (text.length > longest) return call.fail(`The data to hash has more than ${longest} characters`);
    const hash = typeof algorithm === "string" ? hashText({ text, algorithm }) : undefined;
    return hash ?? call.fail(`The algorithm must be one of ${hashAlgorithms.join(", ")}`);
  },
  "States.JsonMerge": ({ values: [left, right, deep], fail }) => {
    if (deep !== false) return fail("Only shallow merging is supported: the third argument must be false");
    return isObject(left) && isObject(right) ? { ...left, ...right } : fail("The first two arguments must be objects");
  },
  "States.JsonToString": ({ values }) => JSON.stringify(values[0] ?? null),
  "States.StringToJson": (call) => parseText(textOf(call, 0), call),
  /** Every character of the second text separates; nothing between two separators is no part. */
  "States.StringSplit": (call) => {
    const separators = new Set(textOf(call, 1));
    const parts: string[] = [""];
    for (const sign of textOf(call, 0)) {
      if (separators.has(sign)) parts.push("");
      else parts.push(`${parts.pop() ?? ""}${sign}`);
    }
    return parts.filter((part) => part !== "");
  },
  "States.UUID": ({ chance }) => chance.ids.uuid(),
};

function textOf({ values, fail }: ArrayCall, at: number): string {
  const value = values[at];
  return typeof value === "string" ? value : fail(`Argument ${at + 1} must be a string`);
}

function shortText(call: ArrayCall, at: number): string {
  const text = textOf(call, at);
  return text.length > longest ? call.fail(`The argument has more than ${longest} characters`) : text;
}

function parseText(text: string, { fail }: ArrayCall): Json {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as Json; // JSON.parse gives nothing but JSON
  } catch {
    return fail("The argument is not valid JSON");
  }
}
