import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

export type ContentPolicies = {
  /** The policy of what is served under a path of the site. */
  of(path: string): string;
};

/** Of answers that are no page of the site: the API, its errors, its documentation. */
export const apiPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const inlineScript = /<script(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g;
const isData = /\btype="?(application\/json|application\/ld\+json|text\/plain)/;

/**
 * What each page may do, read from the built site when the server starts. Scripts: our own files, and the inline ones by their
 * hash. Pages that run learners' code hold the lab frame, whose document inherits the page's policy: on these alone `eval` and
 * scripts from blobs are allowed, which the frame needs, and the frame's own script by its hash; the frame's policy then takes
 * everything else away (`default-src 'none'`). Pages with accounts, classes and grades have no such thing.
 */
export function readPolicies(folder: string): ContentPolicies {
  const frameHashes = readFrameHashes(folder);
  const pages = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".html")) continue;
    const file = join(entry.parentPath, entry.name);
    const html = readFileSync(file, "utf8");
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    pages.set(path, policy({ hashes: inlineHashes(html), frameHashes: runsCode(html) ? frameHashes : null }));
  }
  const plain = policy({ hashes: [], frameHashes: null });
  const notFound = pages.get("/404.html") ?? plain;
  return {
    of(path) {
      const bare = path.replace(/\/+$/, "");
      // A file is served under each of these addresses.
      const page = [path, `${bare}/index.html`, `${bare}.html`]
        .map((name) => pages.get(name))
        .find((found) => found !== undefined);
      return page ?? (/\.\w+$/.test(path) ? plain : notFound);
    },
  };
}

const runsCode = (html: string) => /<siklus-lab\b|\sdata-example\b/.test(html);

function policy({
  hashes,
  frameHashes,
}: {
  readonly hashes: readonly string[];
  readonly frameHashes: readonly string[] | null;
}): string {
  const scripts = [
    "'self'",
    ...hashes,
    "'wasm-unsafe-eval'",
    ...(frameHashes === null ? [] : [...frameHashes, "'unsafe-eval'", "blob:"]),
  ];
  return [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    "style-src 'self' 'unsafe-inline'", // the editor and the figures set styles; a style runs nothing and reaches nobody
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    `worker-src 'self'${frameHashes === null ? "" : " blob:"}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

function inlineHashes(html: string): string[] {
  const scripts = [...html.matchAll(inlineScript)].filter(([, attributes = ""]) => !isData.test(attributes));
  return [
    ...new Set(scripts.map(([, , text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`)),
  ];
}

/** Written by the build (src/tools/write-frame-hash.ts). */
function readFrameHashes(folder: string): string[] {
  const written: unknown = JSON.parse(readFileSync(join(folder, ".sandbox-frame.json"), "utf8"));
  if (!Array.isArray(written))
    throw new Error("dist/.sandbox-frame.json must be a list of hashes: build the site again");
  return written.map((hash) => `'${String(hash)}'`);
}
