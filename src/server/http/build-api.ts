import type { HttpBindings } from "@hono/node-server";
import { context, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import { type Context, Hono } from "hono";
import type { Route } from "#contract/api/route.ts";
import { type RouteName, routes } from "#contract/api/routes.ts";
import { answerError } from "./answer-error.ts";
import { apiPage } from "./api-page.ts";
import { assertScoped, authorizeObject, authorizeSite } from "./authorize.ts";
import { clientAddress } from "./client-address.ts";
import type { Actor, FileAnswer, Handlers } from "./handlers.ts";
import type { ApiMetrics } from "./metrics.ts";
import { openApiDocument } from "./open-api.ts";
import type { RateLimits } from "./rate-limits.ts";
import { readJson } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { requestIdOf } from "./request-id.ts";
import { isFromHere } from "./same-origin.ts";
import type { Services } from "./services.ts";
import { storable } from "./storable.ts";

type AnyCall = {
  params: unknown;
  query: unknown;
  body: unknown;
  actor: Actor | null;
  courseRole: unknown;
  request: Request;
  requestId: string;
  answerHeaders: Headers;
  services: Services;
};
type AnyHandler = (call: AnyCall) => Promise<unknown>;
type Env = { Bindings: HttpBindings };

const largestBodyBytes = 1_000_000;
const largerBodies: Partial<Record<RouteName, number>> = { putPractice: 16_000_000 };
const tracer = trace.getTracer("siklus");

export type ApiOptions = {
  readonly handlers: Handlers<RouteName>;
  readonly services: Services;
  readonly limits: RateLimits;
  readonly metrics: ApiMetrics;
  /** Parse answers against their schemas too: on in tests, where a wrong answer is a failure and not a learner's trouble. */
  readonly checksAnswers: boolean;
};

/** The API from its table: for each route parse, authorise, handle. A route without a handler does not start. */
export function buildApi(options: ApiOptions): Hono<Env> {
  const app = new Hono<Env>({ strict: true });
  const methods = new Map<string, string[]>();
  for (const [key, route] of Object.entries<Route>(routes)) {
    const name = key as RouteName; // the keys of the table
    const handler = options.handlers[name] as unknown as AnyHandler | undefined; // each takes its own call; the table ties them
    if (handler === undefined) throw new Error(`route ${name} has no handler`);
    assertScoped(name, route);
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
    app.on(route.method.toUpperCase(), path, (c) => observed(c, { name, route, handler, options }));
  }
  app.on(["GET", "POST"], "/api/auth/*", (c) => observedAuth(c, options));
  const document = openApiDocument(routes);
  app.get("/api/openapi.json", (c) => c.json(document));
  app.get("/api/docs", (c) => c.html(apiPage(routes)));
  for (const [path, allowed] of methods) {
    app.all(path, (c) => {
      c.header("Allow", allowed.join(", "));
      return answerError(c, new Refusal("method-not-allowed", `${path} takes ${allowed.join(", ")}`));
    });
  }
  app.notFound((c) => answerError(c, new Refusal("not-found", "no such address in the API")));
  app.onError((error, c) => answerError(c, error, options.services.log));
  return app;
}

type Operation = {
  readonly name: RouteName;
  readonly route: Route;
  readonly handler: AnyHandler;
  readonly options: ApiOptions;
};

async function observed(c: Context<Env>, operation: Operation): Promise<Response> {
  return observe(c, operation.name, operation.options, (requestId) => answer(c, operation, requestId));
}

async function observedAuth(c: Context<Env>, options: ApiOptions): Promise<Response> {
  const { services, limits } = options;
  return observe(c, "auth", options, async () => {
    await limits.take("address", addressOf(c, services));
    return services.identity.handle(c.req.raw, { limits, address: addressOf(c, services) });
  });
}

/** One span, one measurement and one line of log for each request: codes and ids, never what was sent. */
async function observe(
  c: Context<Env>,
  name: string,
  { services, metrics }: ApiOptions,
  run: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf(c.req.raw);
  const span = tracer.startSpan(`${c.req.method} ${name}`, { attributes: { "http.route": c.req.routePath } });
  const startedAt = performance.now();
  const response = await context.with(trace.setSpan(context.active(), span), () =>
    guarded(c, services, () => run(requestId)).catch((error: unknown) =>
      answerError(c, error, services.log.child({ requestId })),
    ),
  );
  response.headers.set("X-Request-Id", requestId);
  const seconds = (performance.now() - startedAt) / 1000;
  metrics.requests.observe({ route: name, method: c.req.method, status: String(response.status) }, seconds);
  endSpan(span, response.status);
  services.log.info(
    { requestId, route: name, method: c.req.method, status: response.status, ms: Math.round(seconds * 1000) },
    "request",
  );
  return response;
}

async function guarded(c: Context<Env>, { configuration }: Services, run: () => Promise<Response>): Promise<Response> {
  if (!isFromHere(c.req.raw, configuration.origin))
    throw new Refusal("forbidden", "the request comes from another site");
  return run();
}

function endSpan(span: Span, status: number): void {
  span.setAttribute("http.response.status_code", status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

async function answer(
  c: Context<Env>,
  { name, route, handler, options }: Operation,
  requestId: string,
): Promise<Response> {
  const { services, limits } = options;
  await limits.take("address", addressOf(c, services));
  const actor = await services.identity.actorOf(c.req.raw.headers);
  if (actor !== null) await limits.take("learner", actor.userId);
  if (name === "submit" && actor !== null) await limits.take("submit", actor.userId);
  if (name === "findWorkshop" || name === "joinWorkshop" || name === "joinCourse")
    await limits.take("code", addressOf(c, services));
  authorizeSite(route.access, actor);
  const params = parsePart("path", route.params, storable(c.req.param()));
  const courseRole = await authorizeObject(services.db, { access: route.access, actor, params: params ?? {} });
  const query = parsePart("query", route.query, storable(c.req.query()));
  const body =
    route.body === undefined
      ? undefined
      : parsePart("body", route.body, await readJson(c.req.raw, largerBodies[name] ?? largestBodyBytes));
  const answerHeaders = new Headers({ "Cache-Control": "no-store" });
  const call = { params, query, body, actor, courseRole, request: c.req.raw, requestId, answerHeaders, services };
  const result = await handler(call);
  return respond(route, { result, headers: answerHeaders, checks: options.checksAnswers });
}

function respond(
  route: Route,
  { result, headers, checks }: { readonly result: unknown; readonly headers: Headers; readonly checks: boolean },
): Response {
  if (route.response !== undefined) {
    const said = checks ? route.response.parse(result) : result;
    headers.set("Content-Type", "application/json; charset=utf-8");
    return new Response(JSON.stringify(said), { status: 200, headers });
  }
  if (route.file === undefined) return new Response(null, { status: 204, headers });
  const { body, fileName } = result as FileAnswer; // what ResponseOf asks of a route with `file`
  headers.set("Content-Type", route.file === "text/event-stream" ? route.file : `${route.file}; charset=utf-8`);
  if (route.file === "text/event-stream") headers.set("X-Accel-Buffering", "no");
  if (fileName !== undefined)
    headers.set("Content-Disposition", `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  return new Response(body, { status: 200, headers });
}

/** The whole list of what is wrong would repeat what was sent: the message names the first place and the rule. */
function parsePart<S extends Route["body"]>(
  part: string,
  schema: S,
  value: unknown,
): ReturnType<NonNullable<S>["parse"]> | undefined {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as ReturnType<NonNullable<S>["parse"]>; // the output of this very schema
  const [issue] = parsed.error.issues;
  throw new Refusal("bad-request", `${part} ${issue?.path.join(".") ?? ""}: ${issue?.code ?? "wrong"}`.trim(), {
    part,
    at: issue?.path.join(".") ?? "",
  });
}

function addressOf(c: Context<Env>, services: Services): string {
  return clientAddress(c.env.incoming, services.configuration.trustedProxies);
}
