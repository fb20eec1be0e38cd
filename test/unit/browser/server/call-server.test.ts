import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, expectTypeOf, it } from "vitest";
import { addressOf, callServer } from "#browser/server/call-server.ts";
import { errorWords } from "#browser/server/error-words.ts";
import { ServerError } from "#browser/server/server-error.ts";
import type { Course } from "#contract/api/courses.ts";

// A page's fetch takes addresses relative to its own; Node's needs the host before them.
const pageFetch = globalThis.fetch;
let host: Server;
let seen: { method: string; url: string; type: string; body: string }[];
let answer: { status: number; type: string; body: string };

beforeEach(async () => {
  seen = [];
  host = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      seen.push({
        method: request.method ?? "",
        url: request.url ?? "",
        type: request.headers["content-type"] ?? "",
        body,
      });
      response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const { port } = host.address() as AddressInfo; // it listens on a port
  globalThis.fetch = (address, init) => pageFetch(new URL(String(address), `http://127.0.0.1:${port}`), init);
});
afterEach(async () => {
  globalThis.fetch = pageFetch;
  if (host.listening) await new Promise((resolve) => host.close(resolve));
});

it("fills a route's params, encoded, and adds the query without what is left out", () => {
  expect(addressOf("/api/a/{userId}/b", { params: { userId: "x/../y" }, query: { n: 1, none: undefined } })).toBe(
    "/api/a/x%2F..%2Fy/b?n=1",
  );
});

it("sends a body as JSON and gives the answer with the route's type", async () => {
  answer = { status: 200, type: "application/json; charset=utf-8", body: '{"title":"Fish"}' };
  const course = await callServer("post", "/api/courses", { body: { title: "Fish" } });
  expectTypeOf(course).toEqualTypeOf<Course>();
  expect(course.title).toBe("Fish");
  expect(seen).toEqual([{ method: "POST", url: "/api/courses", type: "application/json", body: '{"title":"Fish"}' }]);
});

it("a route without an answer gives nothing", async () => {
  answer = { status: 204, type: "", body: "" };
  const input = { params: { courseId: "c", userId: "u" } };
  expect(await callServer("delete", "/api/courses/{courseId}/members/{userId}", input)).toBeUndefined();
});

it("a refusal keeps its code and facts and becomes words", async () => {
  const error = { code: "no-attempts-left", message: "attempts used", facts: { used: 3 } };
  answer = { status: 409, type: "application/json", body: JSON.stringify({ error }) };
  const refused = callServer("get", "/api/me", {});
  await expect(refused).rejects.toMatchObject({ code: "no-attempts-left", facts: { used: 3 } });
  const say = (key: string, facts = {}) => `${key} ${JSON.stringify(facts)}`;
  await refused.catch((cause) => expect(errorWords(cause, say)).toBe('server.no-attempts-left {"used":3}'));
});

it("a static host's 404 page is no server; a closed port is offline", async () => {
  answer = { status: 404, type: "text/html", body: "<h1>not here</h1>" };
  await expect(callServer("get", "/api/server", {})).rejects.toMatchObject({ code: "no-server" });
  await new Promise((resolve) => host.close(resolve));
  await expect(callServer("get", "/api/server", {})).rejects.toMatchObject({ code: "offline" });
});

it("what is no error of a call is not put into words", () => {
  expect(() => errorWords(new TypeError("x"), (key) => key)).toThrow(TypeError);
  expect(errorWords(new ServerError("offline", ""), (key) => key)).toBe("server.offline");
});
