import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { isAllowedHost } from "./allowed-host.ts";
import { apiPolicy } from "./content-policy.ts";
import { describeError } from "./describe-error.ts";
import { answerOperator } from "./operator-routes.ts";
import { setSecurityHeaders } from "./security-headers.ts";
import type { Services } from "./services.ts";
import type { SiteFiles } from "./site-files.ts";

export type Serving = { readonly port: number; close(): Promise<void> };

const closeWithinMs = 8_000;

/** One port for site, API and operator; the API below /api, everything else a file. */
export async function serve(options: {
  readonly api: Hono<{ Bindings: HttpBindings }>;
  /** null: no site was built; the API stands alone. */
  readonly site: SiteFiles | null;
  readonly services: Services;
}): Promise<Serving> {
  const { services, site } = options;
  const { origin, host, port } = services.configuration;
  const isBehindTls = origin?.startsWith("https://") ?? false;
  const api = getRequestListener(options.api.fetch, { overrideGlobalObjects: false });
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, (request, response) => {
    dispatch(request, response).catch((error: unknown) => {
      services.log.error(describeError(error), "unforeseen");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response, { isBehindTls });
    if (await answerOperator(request, response, services)) return;
    if (!isAllowedHost(request.headers.host ?? null, origin)) {
      response.writeHead(421, { "Content-Type": "text/plain" }).end("This server does not go by that name.");
      return;
    }
    if (/^\/api(\/|$|\?)/.test(request.url ?? "")) {
      response.setHeader("Content-Security-Policy", apiPolicy);
      await api(request, response);
    } else if (site !== null) site(request, response);
    else response.writeHead(404).end();
  }
  const bound = await listen(server, { port, host });
  return {
    port: bound,
    async close() {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), closeWithinMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function listen(server: Server, { port, host }: { readonly port: number; readonly host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      // A machine without IPv6 has no "::".
      if (host === "::" && "code" in error && error.code === "EAFNOSUPPORT")
        resolve(listen(server, { port, host: "0.0.0.0" }));
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
