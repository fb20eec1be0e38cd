import type { Kysely } from "kysely";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "#server/database/tables.ts";

export type ApiMetrics = {
  readonly registry: Registry;
  readonly requests: Histogram<"route" | "method" | "status">;
};

/** What Prometheus reads: requests by route, submissions that wait, and the process. */
export function createMetrics(db: Kysely<Database>): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "siklus_http_request_seconds",
    help: "Requests to the API by route",
    labelNames: ["route", "method", "status"] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    registers: [registry],
  });
  new Gauge({
    name: "siklus_submissions_waiting",
    help: "Submissions that are not graded yet",
    registers: [registry],
    async collect() {
      const { waiting } = await db
        .selectFrom("submission")
        .select((expression) => expression.fn.countAll<string>().as("waiting"))
        .where("state", "=", "queued")
        .executeTakeFirstOrThrow();
      this.set(Number(waiting));
    },
  });
  return { registry, requests };
}
