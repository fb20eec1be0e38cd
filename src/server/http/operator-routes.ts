import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sql } from "kysely";
import type { Services } from "./services.ts";

const databaseWithinMs = 3_000;

/** /healthz: this process lives. /readyz: it can serve. /metrics: for Prometheus, from this machine or with the token. */
export async function answerOperator(
  request: IncomingMessage,
  response: ServerResponse,
  services: Services,
): Promise<boolean> {
  const path = request.url?.split("?")[0];
  if (path === "/healthz") return say(response, 200, "ok");
  if (path === "/readyz") {
    const isReady = !services.closing.aborted && (await reachesDatabase(services));
    return say(response, isReady ? 200 : 503, isReady ? "ready" : "not ready");
  }
  if (path !== "/metrics") return false;
  if (!mayReadMetrics(request, services.configuration.metricsToken)) return say(response, 403, "forbidden");
  response.setHeader("Content-Type", services.metrics.contentType);
  return say(response, 200, await services.metrics.metrics());
}

function say(response: ServerResponse, status: number, text: string): true {
  if (!response.hasHeader("Content-Type")) response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.writeHead(status).end(text);
  return true;
}

async function reachesDatabase({ db }: Services): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, databaseWithinMs, false).unref());
  const asked = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}

/** A proxy on this machine makes everybody local: so with a forwarded header only the token counts. */
function mayReadMetrics(request: IncomingMessage, token: string | null): boolean {
  if (token !== null) {
    const [given, right] = [Buffer.from(request.headers.authorization ?? ""), Buffer.from(`Bearer ${token}`)];
    return given.length === right.length && timingSafeEqual(given, right);
  }
  const isForwarded = request.headers["x-forwarded-for"] !== undefined || request.headers["forwarded"] !== undefined;
  return !isForwarded && ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "");
}
