import type { Route } from "#contract/api/route.ts";
import { jsonSchema } from "./open-api.ts";

/** The API to read: one page, no script, nothing from elsewhere. */
export function apiPage(routes: Readonly<Record<string, Route>>): string {
  const groups = Map.groupBy(Object.entries(routes), ([, route]) => route.path.split("/")[2] ?? "");
  const sections = [...groups].map(
    ([group, list]) => `<section><h2 id="${group}">${escapeHtml(group)}</h2>${list.map(describe).join("")}</section>`,
  );
  const links = [...groups.keys()].map((group) => `<a href="#${group}">${escapeHtml(group)}</a>`).join(" ");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Siklus API</title><style>${style}</style></head><body><main><h1>Siklus API</h1><p>The same as <a href="/api/openapi.json">openapi.json</a>. Sessions are cookies; sign-in is below <code>/api/auth</code>. Errors: <code>{ "error": { "code", "message", "facts" } }</code>.</p><nav aria-label="Groups">${links}</nav>${sections.join("")}</main></body></html>`;
}

function describe([name, route]: [string, Route]): string {
  const parts = [
    ["Query", route.query && jsonSchema(route.query, "input")],
    ["Body", route.body && jsonSchema(route.body, "input")],
    ["Answer", route.response ? jsonSchema(route.response, "output") : (route.file ?? "204, no body")],
  ] as const;
  const blocks = parts
    .filter(([, schema]) => schema !== undefined)
    .map(
      ([label, schema]) =>
        `<h4>${label}</h4><pre>${escapeHtml(typeof schema === "string" ? schema : JSON.stringify(schema, null, 2))}</pre>`,
    );
  return `<details id="${name}"><summary><code>${route.method.toUpperCase()} ${escapeHtml(route.path)}</code> ${escapeHtml(route.summary)} <small>${route.access}</small></summary>${blocks.join("")}</details>`;
}

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style =
  ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1rem}nav a{display:inline-block;margin-right:1rem}summary{cursor:pointer;padding:.4rem 0}small{border:1px solid;border-radius:.5rem;padding:0 .4rem}pre{overflow:auto;max-height:24rem;padding:.6rem;border:1px solid}h4{margin:.4rem 0 0}";
