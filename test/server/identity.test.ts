import { getMigrations } from "better-auth/db/migration";
import { describe, expect, it } from "vitest";
import { makeAuth } from "#server/identity/make-auth.ts";
import { cookiesOf, nobody, personWith, send, signUp } from "./person.ts";
import { startTestServer } from "./start-test-server.ts";

const server = await startTestServer();

describe("accounts", () => {
  it("the migration makes the tables that better-auth asks for", async () => {
    const { db, configuration } = server.services;
    const auth = makeAuth({ db, configuration, secret: "only to compare tables, signs nothing" });
    const plan = await getMigrations(auth.options);
    expect([plan.toBeCreated, plan.toBeAdded, plan.toBeAddedIndexes, plan.schemaProblems]).toEqual([[], [], [], []]);
  });

  it("who signs up is a learner; the session cookie is httpOnly and SameSite=Lax", async () => {
    const answer = await nobody(server).post("/api/auth/sign-up/email", {
      name: "Ani",
      email: "ani@example.test",
      password: "correct horse",
      role: "admin", // asked for, not given
    });
    expect(answer.status).toBe(200);
    const [cookie] = answer.headers.getSetCookie().filter((one) => one.startsWith("siklus.session_token="));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const ani = personWith(server, { name: "Ani", userId: "", cookie: cookiesOf(answer) });
    expect((await ani.call("me")).json.user).toMatchObject({
      name: "Ani",
      email: "ani@example.test",
      role: "learner",
      isGuest: false,
    });
  });

  it("passwords are kept as scrypt with a salt, never as they are", async () => {
    const [first, second] = [await signUp(server, "Budi"), await signUp(server, "Citra")];
    const rows = await server.db
      .withTables<{ account: { userId: string; password: string } }>()
      .selectFrom("account")
      .select("password")
      .where("userId", "in", [first.userId, second.userId])
      .execute();
    const [a, b] = rows.map(({ password }) => password);
    expect(a).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(a).not.toBe(b);
  });

  it("a session ends with sign-out, on the server too", async () => {
    const dewi = await signUp(server, "Dewi");
    expect((await dewi.call("me")).json.user.name).toBe("Dewi");
    expect((await dewi.post("/api/auth/sign-out", {})).status).toBe(200);
    expect((await dewi.call("me")).json.user).toBeNull();
  });

  it("a forged or changed cookie is nobody", async () => {
    const eka = await signUp(server, "Eka");
    const forged = personWith(server, {
      ...eka,
      cookie: eka.cookie.replace(/=(.)/, (_, sign: string) => `=${sign === "A" ? "B" : "A"}`),
    });
    expect((await forged.call("me")).json.user).toBeNull();
  });

  it("what better-auth has and Siklus does not need is not there", async () => {
    for (const path of [
      "sign-in/anonymous",
      "delete-user",
      "change-email",
      "delete-anonymous-user",
      "request-password-reset",
      "update-session",
    ])
      expect((await nobody(server).post(`/api/auth/${path}`, {})).status, path).toBe(404);
  });

  it("a name is tidied, a nonsense body is a 4xx", async () => {
    const { json } = await nobody(server).post("/api/auth/sign-up/email", {
      name: "  \t ",
      email: "fajar@example.test",
      password: "correct horse",
    });
    expect(json.user.name).toBe("fajar");
    for (const body of [
      "{",
      "[]",
      '"x"',
      "{}",
      '{"email":1,"password":[],"name":{}}',
      '{"email":"a@b.cd","password":"12345678","name":"\\u0000"}',
    ]) {
      const { status } = await nobody(server).post("/api/auth/sign-up/email", body);
      expect(status, body).toBeGreaterThanOrEqual(400);
      expect(status, body).toBeLessThan(500);
    }
  });

  it("a wrong password and an unknown address are refused alike", async () => {
    await signUp(server, "Gita");
    const wrong = await nobody(server).post("/api/auth/sign-in/email", {
      email: "ani@example.test",
      password: "wrong wrong",
    });
    const unknown = await nobody(server).post("/api/auth/sign-in/email", {
      email: "nobody@example.test",
      password: "wrong wrong",
    });
    expect([wrong.status, wrong.json]).toEqual([unknown.status, unknown.json]);
    expect(wrong.status).toBe(401);
  });
});

describe("the first admin", () => {
  it("is made once, by the link's token, and by nobody at the same time", async () => {
    expect((await nobody(server).call("server")).json.needsAdmin).toBe(true);
    const people = await Promise.all(["Hadi", "Intan", "Joko"].map((name) => signUp(server, name)));
    const [hadi] = people;
    expect((await hadi?.call("becomeAdmin", { body: { token: "x".repeat(43) } }))?.status).toBe(400);
    const token = server.firstAdminToken;
    const answers = await Promise.all(people.map((person) => person.call("becomeAdmin", { body: { token } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400, 400]);
    expect((await nobody(server).call("server")).json.needsAdmin).toBe(false);
    const admins = await server.db.selectFrom("user").select("id").where("role", "=", "admin").execute();
    expect(admins).toHaveLength(1);

    const admin = people.find(({ userId }) => userId === admins[0]?.id);
    expect((await admin?.call("deleteMine", { body: { confirm: "delete" } }))?.status).toBe(409);
    expect(
      (await admin?.call("setRole", { params: { userId: admin.userId }, body: { role: "learner" } }))?.status,
    ).toBe(409);
    const other = people.find(({ userId }) => userId !== admin?.userId);
    expect(
      (await admin?.call("setRole", { params: { userId: other?.userId ?? "" }, body: { role: "teacher" } }))?.status,
    ).toBe(204);
    expect((await other?.call("me"))?.json.user.role).toBe("teacher");
    const found = await admin?.call("accounts", { query: { search: other?.name ?? "" } });
    expect(found?.json.accounts.map(({ id }: { id: string }) => id)).toContain(other?.userId);
    const log = await server.db.selectFrom("audit").select(["action", "actor_id"]).orderBy("id").execute();
    expect(log.map(({ action }) => action)).toEqual(["account.first-admin", "account.set-role"]);
  });
});

describe("practice kept on the server", () => {
  const file = {
    format: "siklus-learning",
    version: 1,
    exportedAtMs: 1,
    drafts: [],
    history: [],
    progress: [],
    quizAnswers: [],
    hints: [],
    preferences: [],
  };

  it("two devices that save over the same revision: one wins, the other is told", async () => {
    const kiki = await signUp(server, "Kiki");
    expect((await kiki.call("getPractice")).json).toEqual({ revision: 0, file: null });
    const both = await Promise.all(
      [1, 2].map((exportedAtMs) => kiki.call("putPractice", { body: { basedOn: 0, file: { ...file, exportedAtMs } } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.json.error.facts).toEqual({ revision: 1 });
    expect((await kiki.call("putPractice", { body: { basedOn: 1, file: { ...file, exportedAtMs: 3 } } })).json).toEqual(
      { revision: 2 },
    );
    expect((await kiki.call("getPractice")).json).toEqual({ revision: 2, file: { ...file, exportedAtMs: 3 } });
  });

  it("one's data can be taken along and deleted", async () => {
    const lina = await signUp(server, "Lina");
    await lina.call("putPractice", { body: { basedOn: 0, file } });
    const exported = await lina.call("exportMine");
    expect(exported.headers.get("content-disposition")).toContain("attachment");
    expect(exported.json).toMatchObject({ account: { name: "Lina" }, practice: [{ revision: 1 }] });
    expect((await lina.call("deleteMine", { body: { confirm: "delete" } })).status).toBe(204);
    expect((await lina.call("me")).json.user).toBeNull();
    expect(
      await server.db.selectFrom("practice").select("user_id").where("user_id", "=", lina.userId).execute(),
    ).toEqual([]);
    expect((await send(server, { method: "GET", path: "/api/me/practice", cookie: lina.cookie })).status).toBe(401);
  });
});
