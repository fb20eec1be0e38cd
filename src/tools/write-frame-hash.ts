import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { frameDocument } from "#browser/sandbox/frame-document.ts";

/** The hash of the lab frame's script, for a server whose pages have a content policy: the frame's document inherits it. */
const scripts = [...frameDocument.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
  ([, text = ""]) => `sha256-${createHash("sha256").update(text).digest("base64")}`,
);
if (scripts.length === 0)
  throw new Error("the sandbox frame has no script: is its document still what frame-document.ts says?");
await writeFile("dist/.sandbox-frame.json", JSON.stringify(scripts));
console.log(`frame hash: ${scripts.join(" ")}`);
