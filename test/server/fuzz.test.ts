import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { apiError } from "#contract/api/common.ts";
import type { Route } from "#contract/api/route.ts";
import { type RouteName, routes } from "#contract/api/routes.ts";
import { valuesOf } from "./json-schema-arbitrary.ts";
import { nobody, send, signUp } from "./person.ts";
import { openSchool, type Role } from "./school.ts";
import { startTestServer } from "./start-test-server.ts";

const server = await startTestServer();
const { people, ids } = await openSchool(server);
const runs = 12;

/** Whoever gets furthest: what is refused at the door is not tried. */
const actorFor = (route: Route): Role =>
  route.access === "host" || route.access === "participant" ? "host" : route.path.includes("/me/") ? "owner" : "admin";

const realIds: Record<string, string[]> = {
  ...Object.fromEntries(Object.entries(ids).map(([key, id]) => [key, [id]])),
  userId: [people.learner.userId, people.owner.userId],
};

it.each(Object.entries<Route>(routes).filter(([name]) => name !== "deleteMine"))(
  "%s answers anything with 2xx or a 4xx that says why",
  async (key, route) => {
    const name = key as RouteName; // the keys of the table
    const path = fc.record(
      Object.fromEntries(
        Object.entries(route.params?.shape ?? {}).map(([part, schema]) => [part, idsFor(part, schema as z.ZodType)]),
      ),
    );
    const query =
      route.query === undefined
        ? fc.constant({})
        : valuesOf(z.toJSONSchema(route.query, { io: "input", unrepresentable: "any" }));
    const body =
      route.body === undefined
        ? fc.constant(undefined)
        : valuesOf(z.toJSONSchema(route.body, { io: "input", unrepresentable: "any" }));
    await fc.assert(
      fc.asyncProperty(path, query, body, async (params, search, sent) => {
        const answer = await people[actorFor(route)].call(name, { params, query: asText(search), body: sent });
        expectAnswer(answer);
      }),
      { numRuns: runs },
    );
  },
);

it("bodies that are no JSON, too long, of another type, paths that are not decodable, methods that are not there", async () => {
  const { cookie } = people.admin;
  const courses = "/api/courses";
  const cases = [
    { method: "POST", path: courses, body: "{", status: 400 },
    { method: "POST", path: courses, body: "", headers: { "content-type": "application/json" }, status: 400 },
    { method: "POST", path: courses, body: `{"title":"${"x".repeat(1_100_000)}"}`, status: 413 },
    {
      method: "POST",
      path: courses,
      body: "title=x",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      status: 415,
    },
    { method: "PUT", path: courses, body: {}, status: 405 },
    { method: "DELETE", path: "/api/me", status: 405 },
    { method: "GET", path: "/api/nothing", status: 404 },
    { method: "GET", path: "/api/courses/%E0%A4%A", status: 400 },
    { method: "GET", path: "/api/courses/not-a-uuid", status: 400 },
  ];
  for (const { status, ...request } of cases) {
    const answer = await send(server, { cookie, ...request });
    expect(answer.status, `${request.method} ${request.path}`).toBe(status);
    if (request.path.startsWith("/api")) expectAnswer(answer);
  }
  expect((await send(server, { method: "PUT", path: courses, body: {}, cookie })).headers.get("allow")).toBe(
    "GET, POST",
  );
});

it("an account is deleted only on the word", async () => {
  const wati = await signUp(server, "Wati");
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (body) => {
      expect((await wati.call("deleteMine", { body })).status).toBe(400);
    }),
    { numRuns: runs },
  );
  expect((await nobody(server).call("deleteMine", { body: { confirm: "delete" } })).status).toBe(401);
});

it("the fuzz got past the door: most routes answered some of it with success", () => {
  const lines = server.log.map((line): { route?: string; status?: number } => JSON.parse(line));
  const succeeded = new Set(
    lines.flatMap(({ route, status = 500 }) => (route !== undefined && status < 300 ? [route] : [])),
  );
  expect(succeeded.size).toBeGreaterThan(Object.keys(routes).length / 2);
});

it("nothing that people sent stands in the log", () => {
  const text = server.log.join("\n");
  expect(text).not.toMatch(/correct horse|example\.test|siklus\.session_token/);
  expect(server.log.filter((line) => line.includes('"unforeseen"'))).toEqual([]);
});

function expectAnswer(answer: { readonly status: number; readonly json: unknown; readonly text: string }): void {
  expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
  if (answer.status >= 400) apiError.parse(answer.json);
}

function idsFor(name: string, schema: z.ZodType): fc.Arbitrary<string> {
  const real = realIds[name] ?? [];
  const made = valuesOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })).map(String);
  const some = made.map((text) => Buffer.from(text).toString() || "x"); // no half surrogates in an address; an empty part of a path is another path
  return real.length === 0
    ? some
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...real) }, { weight: 1, arbitrary: some });
}

function asText(search: unknown): Record<string, string> {
  if (typeof search !== "object" || search === null) return {};
  return Object.fromEntries(
    Object.entries(search).map(([key, value]) => [
      key,
      typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
    ]),
  );
}
