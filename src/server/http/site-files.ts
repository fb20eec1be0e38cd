import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { readPolicies } from "./content-policy.ts";

export type SiteFiles = (request: IncomingMessage, response: ServerResponse) => void;

const serverMark = `siklus-server=1; Path=/; SameSite=Lax; Max-Age=${365 * 86_400}`;

/** The built site: precompressed, hashed assets cached for ever, each page with its own policy. */
export function siteFiles(folder: string): SiteFiles {
  const policies = readPolicies(folder);
  const notFound = readFileSync(`${folder}/404.html`);
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      response.setHeader(
        "Cache-Control",
        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
      // So that pages know of the server without asking: on a static host nobody sets it, and nothing is asked for in vain.
      if (isPage(path)) response.setHeader("Set-Cookie", serverMark);
    },
  });
  return (request, response) => {
    const path = pathOf(request.url ?? "/");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    if (path === null) {
      response.writeHead(400).end();
      return;
    }
    response.setHeader("Content-Security-Policy", policies.of(path));
    files(request, response, () => {
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" }).end(notFound);
    });
  };
}

/** sirv names a page by its address, with or without index.html. */
function isPage(path: string): boolean {
  return path.endsWith(".html") || path.endsWith("/") || !path.slice(path.lastIndexOf("/")).includes(".");
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0] ?? "/");
  } catch {
    return null;
  }
}
