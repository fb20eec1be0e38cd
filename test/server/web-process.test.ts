import { describe, expect, it } from "vitest";
import { nobody, send, signUp } from "./person.ts";
import { startTestServer } from "./start-test-server.ts";

describe("the web process on a laptop", () => {
  it("answers operators, guards itself, and describes its API", async () => {
    const server = await startTestServer({ rateLimits: true });
    const get = (path: string, headers: Record<string, string> = {}) => send(server, { method: "GET", path, headers });
    expect((await get("/healthz")).text).toBe("ok");
    expect((await get("/readyz")).text).toBe("ready");

    const ana = await signUp(server, "Ana");
    const metrics = (await get("/metrics")).text;
    expect(metrics).toMatch(/siklus_http_request_seconds_count\{route="auth",method="POST",status="200"\} 1/);
    expect(metrics).toContain("siklus_submissions_waiting 0");
    expect((await get("/metrics", { "x-forwarded-for": "1.2.3.4" })).status).toBe(403);

    const answer = await get("/api/server");
    expect(answer.json).toMatchObject({ product: "siklus", grading: { state: "starting" }, signUp: "open" });
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("strict-transport-security")).toBeNull(); // plain HTTP in a class room
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect((await get("/api/server", { "x-request-id": "from-the-proxy-1" })).headers.get("x-request-id")).toBe(
      "from-the-proxy-1",
    );

    const document = (await get("/api/openapi.json")).json;
    expect(document.openapi).toBe("3.1.0");
    expect(
      document.paths["/api/courses/{courseId}"].patch.requestBody.content["application/json"].schema
        .additionalProperties,
    ).toBe(false);
    const page = await get("/api/docs");
    expect(page.text).toContain("PATCH /api/courses/{courseId}");
    expect(page.text).not.toContain("<script");

    const forged = await ana.post(
      "/api/courses",
      { title: "x" },
      { origin: "https://evil.test", "sec-fetch-site": "cross-site" },
    );
    expect([forged.status, forged.json.error.code]).toEqual([403, "forbidden"]);
    const login = await nobody(server).post(
      "/api/auth/sign-in/email",
      { email: "a@b.test", password: "12345678" },
      { origin: "https://evil.test" },
    );
    expect(login.status).toBe(403);
  });

  it("one password cannot be guessed at: the eleventh try in ten minutes waits, from any address", async () => {
    const server = await startTestServer({ rateLimits: true });
    const attempt = () =>
      nobody(server).post("/api/auth/sign-in/email", { email: "ana@example.test", password: "wrong wrong" });
    const tries: number[] = [];
    for (let i = 0; i < 11; i++) tries.push((await attempt()).status);
    expect(tries).toEqual([...Array(10).fill(401), 429]);
    const refused = await attempt();
    expect(refused.json.error.code).toBe("too-many-requests");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("the web process behind TLS", () => {
  it("has secure cookies and HSTS, takes its own origin only, keeps sign-up closed once there is an admin", async () => {
    const server = await startTestServer({
      origin: "https://siklus.example",
      signUp: "closed",
      metricsToken: "a token of sixteen",
    });
    const from = { origin: "https://siklus.example" };
    const person = { name: "Ana", email: "ana@example.test", password: "correct horse" };
    const first = await send(server, { method: "POST", path: "/api/auth/sign-up/email", body: person, headers: from });
    expect(first.status).toBe(200); // nobody is admin yet
    const cookie = first.headers.getSetCookie().find((one) => one.includes("session_token")) ?? "";
    expect(cookie).toMatch(
      /^__Secure-siklus\.session_token=.*; HttpOnly; Secure; SameSite=Lax$|^__Secure-siklus\.session_token=/,
    );
    expect(cookie).toMatch(/Secure/);
    expect(first.headers.get("strict-transport-security")).toContain("max-age=");

    const session = cookie.split(";")[0] ?? "";
    const body = { token: server.firstAdminToken };
    expect(
      (
        await send(server, {
          method: "POST",
          path: "/api/first-admin",
          body,
          cookie: session,
          headers: { origin: server.url },
        })
      ).status,
    ).toBe(403);
    expect(
      (await send(server, { method: "POST", path: "/api/first-admin", body, cookie: session, headers: from })).status,
    ).toBe(204);
    const second = await send(server, {
      method: "POST",
      path: "/api/auth/sign-up/email",
      body: { ...person, email: "b@example.test" },
      headers: from,
    });
    expect([second.status, second.json.error.code]).toEqual([403, "forbidden"]);

    expect((await send(server, { method: "GET", path: "/metrics" })).status).toBe(403);
    expect(
      (await send(server, { method: "GET", path: "/metrics", headers: { authorization: "Bearer a token of sixteen" } }))
        .status,
    ).toBe(200);
  });
});
