import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { findWayToProvider } from "#browser/account/sign-in-by-provider.ts";
import { nobody, personWith, send, signUp } from "./person.ts";
import { startProvider, type TestProvider } from "./start-provider.ts";
import { startTestServer } from "./start-test-server.ts";
import { openTab, type Tab, type Visit } from "./tab.ts";

const people = {
  sari: { name: "Sari Dewi", email: "sari@campus.test", email_verified: true },
  tono: { name: "Tono", email: "tono@campus.test", email_verified: true },
  umar: { name: "Umar", email: "umar@campus.test", email_verified: false },
  vina: { name: "Vina", email: "vina@campus.test", email_verified: true },
  wati: { name: "Wati" },
  xena: { name: "Xena Putri", email: "xena@campus.test", email_verified: true },
  yuni: { name: "Yuni", email: "yuni@campus.test", email_verified: true },
  zaki: { name: "Zaki", email: "zaki@campus.test", email_verified: true },
};
const provider = await startProvider(people);
const shortLived = await startProvider({});
const silent = createServer(() => undefined);
await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
const { port: silentPort } = silent.address() as AddressInfo; // it listens on a port

const server = await startTestServer({
  oidc: [
    provider.configured("campus"),
    provider.configured("library"),
    shortLived.configured("away"),
    { ...provider.configured("silent"), discoveryUrl: `http://127.0.0.1:${silentPort}/` },
  ],
});
provider.openFor(server.url, ["campus", "library"]);
await shortLived.close();
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await provider.close();
});

const pageFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = pageFetch;
});

/** What the account's page does when its button is pressed: its own code, whose addresses are relative to the page. */
async function pressButton(tab: Tab, id: string): Promise<string | null> {
  const jar = { cookie: tab.cookiesFor(server.url) };
  globalThis.fetch = async (path, init) => {
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), ...jar, origin: server.url };
    const response = await pageFetch(new URL(String(path), server.url), { ...init, headers });
    tab.keepCookies(server.url, response.headers);
    return response;
  };
  try {
    return await findWayToProvider({ provider: id, back: "/id/account/?back=x" });
  } finally {
    globalThis.fetch = pageFetch;
  }
}

/** From the button to where the provider sends the tab back: `return` is the address with code and state. */
async function goToProvider(tab: Tab, login: string, { id = "campus", change = (_: URL) => {} } = {}): Promise<URL> {
  const way = new URL((await pressButton(tab, id)) ?? "");
  change(way);
  const isReturn = (next: URL) => next.origin === server.url;
  const visit = await fillIn(tab, await tab.visitUntil(way.href, isReturn), { login, isReturn });
  return visit.url;
}

async function fillIn(
  tab: Tab,
  visit: Visit,
  { login, isReturn }: { readonly login: string; readonly isReturn: (next: URL) => boolean },
): Promise<Visit> {
  if (isReturn(visit.url)) return visit;
  const action = /action="([^"]+)"/.exec(visit.text)?.[1] ?? "";
  const prompt = /name="prompt" value="(\w+)"/.exec(visit.text)?.[1] ?? "";
  const form = prompt === "login" ? { prompt, login, password: "any" } : { prompt };
  return fillIn(tab, await tab.visitUntil(action, isReturn, form), { login, isReturn });
}

async function signIn(tab: Tab, login: string, id = "campus"): Promise<Visit> {
  const back = await goToProvider(tab, login, { id });
  return tab.visit(back.href);
}

async function userOf(tab: Tab) {
  const me = await personWith(server, { name: "", userId: "", cookie: tab.cookiesFor(server.url) }).call("me");
  return me.json.user;
}

const errorOf = ({ url }: Visit) => [url.pathname, url.searchParams.get("error")];

describe("signing in by an OpenID provider", () => {
  it("the server tells its pages which providers there are, and no secret", async () => {
    const { json, text } = await nobody(server).call("server");
    expect(json.providers).toContainEqual({ id: "campus", name: "The campus" });
    expect(text).not.toContain(provider.configured("campus").clientSecret);
  });

  it("the button leads to the provider by its discovery, with state, nonce and PKCE", async () => {
    const way = new URL((await pressButton(openTab(), "campus")) ?? "");
    expect(way.origin + way.pathname).toBe(`${provider.url}/auth`);
    const query = Object.fromEntries(way.searchParams);
    expect(query).toMatchObject({
      response_type: "code",
      client_id: "siklus-campus",
      redirect_uri: `${server.url}/api/auth/callback/campus`,
      code_challenge_method: "S256",
    });
    for (const name of ["state", "nonce", "code_challenge"]) expect(query[name], name).toMatch(/^[\w-]{32,}$/);
    expect(query["scope"]?.split(" ").sort()).toEqual(["email", "openid", "profile"]);
  });

  it("after consent the person is signed in as a learner, where they came from", async () => {
    const tab = openTab();
    const visit = await signIn(tab, "sari");
    expect(visit.url.pathname + visit.url.search).toBe("/id/account/?back=x");
    expect(await userOf(tab)).toMatchObject({
      name: "Sari Dewi",
      email: "sari@campus.test",
      role: "learner",
      isGuest: false,
    });
  });

  it("the session cookie is httpOnly and SameSite=Lax", async () => {
    const tab = openTab();
    const back = await goToProvider(tab, "sari");
    const { headers } = await send(server, {
      method: "GET",
      path: back.pathname + back.search,
      cookie: tab.cookiesFor(server.url),
    });
    const session = headers.getSetCookie().find((cookie) => cookie.startsWith("siklus.session_token="));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
  });

  it("whoever comes again, from any browser, has the same account", async () => {
    const [first, second] = [openTab(), openTab()];
    await signIn(first, "tono");
    await signIn(second, "tono");
    expect((await userOf(second)).id).toBe((await userOf(first)).id);
  });

  it("a workshop's guest keeps what they did", async () => {
    const tab = openTab();
    const request = new Request(server.url);
    const { actor, cookies } = await server.services.identity.makeGuest({ nickname: "Xena", request });
    tab.keepCookies(server.url, new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie])));
    const file = { format: "siklus-learning", version: 1, exportedAtMs: 7, drafts: [], history: [], progress: [] };
    const rest = { quizAnswers: [], hints: [], preferences: [] };
    const asTab = () => personWith(server, { name: "", userId: "", cookie: tab.cookiesFor(server.url) });
    const put = await asTab().call("putPractice", { body: { basedOn: 0, file: { ...file, ...rest } } });
    expect(put.status).toBe(200);
    await signIn(tab, "xena");
    const user = await userOf(tab);
    expect(user).toMatchObject({ name: "Xena Putri", isGuest: false });
    expect(user.id).not.toBe(actor.userId);
    expect((await asTab().call("getPractice")).json.file.exportedAtMs).toBe(7);
  });

  it("what the provider handed out to us is not kept", async () => {
    const rows = await server.db
      .withTables<{ account: Record<"providerId" | "accessToken" | "refreshToken" | "idToken", string | null> }>()
      .selectFrom("account")
      .select(["accessToken", "refreshToken", "idToken"])
      .where("providerId", "=", "campus")
      .execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toEqual({ accessToken: null, refreshToken: null, idToken: null });
  });

  it("a closed sign-up closes the form, not the provider that the operator chose", async () => {
    const closed = await startTestServer({ signUp: "closed", oidc: [provider.configured("campus")] });
    const admin = await signUp(closed, "Admin"); // open until there is an admin
    expect((await admin.call("becomeAdmin", { body: { token: closed.firstAdminToken } })).status).toBe(204);
    const body = { name: "x", email: "x@example.test", password: "correct horse" };
    expect((await nobody(closed).post("/api/auth/sign-up/email", body)).status).toBe(403);
    const asked = await nobody(closed).post("/api/auth/sign-in/social", { provider: "campus", callbackURL: "/" });
    expect([asked.status, new URL(asked.json.url).origin]).toEqual([200, provider.url]);
  });
});

describe("whose account an e-mail opens", () => {
  it.each(["vina", "umar"] as const)("an account with a password is never opened by %s's provider", async (login) => {
    const { email } = people[login];
    const password = "correct horse";
    const made = await nobody(server).post("/api/auth/sign-up/email", { name: "first here", email, password });
    expect(made.status).toBe(200);
    const tab = openTab();
    const visit = await signIn(tab, login);
    expect(errorOf(visit)).toEqual(["/id/account/", "account_not_linked"]);
    expect(await userOf(tab)).toBeNull();
    expect((await nobody(server).post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  });

  it("two providers that both verified it open the same account", async () => {
    const [campus, library] = [openTab(), openTab()];
    await signIn(campus, "yuni");
    await signIn(library, "yuni", "library");
    expect((await userOf(library)).id).toBe((await userOf(campus)).id);
  });

  it("a person whose provider tells no e-mail is told so", async () => {
    const tab = openTab();
    expect(errorOf(await signIn(tab, "wati"))).toEqual(["/id/account/", "email_not_found"]);
    expect(await userOf(tab)).toBeNull();
  });
});

describe("what does not belong to this sign-in", () => {
  it("another state, none, or one that holds no text of ours is refused", async () => {
    for (const state of ["x".repeat(32), "", "\0", "%00", "'; drop table"]) {
      const tab = openTab();
      const back = await goToProvider(tab, "zaki");
      back.searchParams.set("state", state);
      const visit = await tab.visit(back.href);
      expect(visit.url.pathname, JSON.stringify(state)).toBe("/id/account/");
      expect(visit.url.searchParams.get("error"), JSON.stringify(state)).toMatch(/^state_|^internal_server_error$/);
      expect(await userOf(tab)).toBeNull();
    }
  });

  it("a return in a browser that did not set out is refused: nobody is signed in as somebody else", async () => {
    const back = await goToProvider(openTab(), "zaki");
    const victim = openTab();
    expect(errorOf(await victim.visit(back.href))).toEqual(["/id/account/", "state_mismatch"]);
    expect(await userOf(victim)).toBeNull();
  });

  it("a return is good once", async () => {
    const tab = openTab();
    const back = await goToProvider(tab, "zaki");
    await tab.visit(back.href);
    expect((await userOf(tab)).name).toBe("Zaki");
    expect(errorOf(await tab.visit(back.href))).toEqual(["/id/account/", "state_mismatch"]);
  });

  it.each([
    ["nonce", "n".repeat(32), "unable_to_get_user_info"],
    ["code_challenge", "c".repeat(43), "invalid_code"],
  ])("an answer to another %s is refused", async (name, value, code) => {
    const tab = openTab();
    const back = await goToProvider(tab, "zaki", { change: (way) => way.searchParams.set(name, value) });
    expect(errorOf(await tab.visit(back.href))).toEqual(["/id/account/", code]);
    expect(await userOf(tab)).toBeNull();
  });

  it("another issuer's answer, and a code of another provider's, are refused", async () => {
    const tab = openTab();
    const back = await goToProvider(tab, "zaki");
    back.searchParams.set("iss", "https://else.test");
    expect(errorOf(await tab.visit(back.href))).toEqual(["/id/account/", "issuer_mismatch"]);
    const other = await goToProvider(tab, "zaki");
    other.pathname = other.pathname.replace("campus", "library");
    expect(errorOf(await tab.visit(other.href))).toEqual(["/id/account/", "invalid_code"]);
    expect(await userOf(tab)).toBeNull();
  });

  it("whoever declines at the provider is told that nothing happened", async () => {
    const tab = openTab();
    const form = await tab.visit((await pressButton(tab, "campus")) ?? "");
    const abort = /href="([^"]+\/abort)"/.exec(form.text)?.[1] ?? "";
    expect(errorOf(await tab.visit(abort))).toEqual(["/id/account/", "access_denied"]);
  });

  it("a token instead of a visit, and ways back to other sites, are not taken", async () => {
    const post = (body: object) => nobody(server).post("/api/auth/sign-in/social", { provider: "campus", ...body });
    const byToken = await post({ callbackURL: "/", idToken: { token: "a.b.c" } });
    expect(byToken.headers.getSetCookie().join()).not.toContain("session_token");
    expect(new URL(byToken.json.url).origin).toBe(provider.url);
    for (const field of ["callbackURL", "errorCallbackURL"])
      for (const address of ["https://else.test/", "//else.test", "/\\else.test", "javascript:alert(1)"])
        expect((await post({ callbackURL: "/", [field]: address })).status, `${field} ${address}`).toBe(400);
    expect((await nobody(server).post("/api/auth/sign-in/social", { provider: "nobody" })).status).toBe(404);
    expect((await nobody(server).post("/api/auth/sign-in/social", "[")).status).toBe(404);
  });
});

describe("a provider that is away", () => {
  it("has closed: the button says so, and a return lands on the account's page", async () => {
    expect(await pressButton(openTab(), "away")).toBeNull();
    const { status, json } = await nobody(server).post("/api/auth/sign-in/social", { provider: "away" });
    expect([status, json.error.code]).toEqual([503, "unavailable"]);
    const visit = await openTab().visit(`${server.url}/api/auth/callback/away?code=x&state=y`);
    expect(visit.url.pathname).toBe("/id/account/");
  });

  it("never answers: it is given up, and meanwhile everybody else is served", async () => {
    const order: string[] = [];
    const hung = nobody(server)
      .post("/api/auth/sign-in/social", { provider: "silent" })
      .then(({ status, json }) => order.push(`silent: ${status} ${json.error.code}`));
    const aini = await signUp(server, "Aini");
    expect((await aini.call("me")).json.user.name).toBe("Aini");
    const tab = openTab();
    await signIn(tab, "sari");
    order.push((await userOf(tab)).name);
    await hung;
    expect(order).toEqual(["Sari Dewi", "silent: 503 unavailable"]);
  });

  it("closes between leaving and return: the person is told, and not signed in", async () => {
    const brief: TestProvider = await startProvider(people);
    const campus = await startTestServer({ oidc: [brief.configured("campus")] });
    brief.openFor(campus.url, ["campus"]);
    const asked = await nobody(campus).post("/api/auth/sign-in/social", { provider: "campus", callbackURL: "/" });
    const state = new URL(asked.json.url).searchParams.get("state") ?? "";
    await brief.close();
    const tab = openTab();
    tab.keepCookies(campus.url, asked.headers);
    const visit = await tab.visit(
      `${campus.url}/api/auth/callback/campus?${new URLSearchParams({ code: "x", state })}`,
    );
    expect(errorOf(visit)).toEqual(["/id/account/", "invalid_code"]);
  });
});
