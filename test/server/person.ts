import { type RouteName, routes } from "#contract/api/routes.ts";
import type { TestServer } from "./start-test-server.ts";

/** Somebody with a cookie jar, who speaks to the server as a browser does. */
export type Person = {
  readonly name: string;
  readonly userId: string;
  readonly cookie: string;
  call(name: RouteName, parts?: CallParts): Promise<Answer>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
};
type CallParts = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
// biome-ignore lint/suspicious/noExplicitAny: what tests look into is checked by the tests themselves
export type Answer = { readonly status: number; readonly headers: Headers; readonly json: any; readonly text: string };

let count = 0;

export async function signUp(server: TestServer, name: string): Promise<Person> {
  const email = `${name.replaceAll(/\W/g, "-")}-${++count}@example.test`.toLowerCase();
  const answer = await send(server, {
    method: "POST",
    path: "/api/auth/sign-up/email",
    body: { name, email, password: "correct horse" },
  });
  if (answer.status !== 200) throw new Error(`sign-up: ${answer.status} ${answer.text}`);
  return personWith(server, { name, userId: answer.json.user.id, cookie: cookiesOf(answer) });
}

export function nobody(server: TestServer): Person {
  return personWith(server, { name: "nobody", userId: "", cookie: "" });
}

export function personWith(
  server: TestServer,
  who: { readonly name: string; readonly userId: string; readonly cookie: string },
): Person {
  return {
    ...who,
    call(name, { params = {}, query = {}, body } = {}) {
      const { method, path } = routes[name];
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ""));
      const search = Object.keys(query).length === 0 ? "" : `?${new URLSearchParams(query)}`;
      return send(server, { method: method.toUpperCase(), path: `${filled}${search}`, body, cookie: who.cookie });
    },
    post: (path, body, headers) =>
      send(server, { method: "POST", path, body, cookie: who.cookie, ...(headers && { headers }) }),
  };
}

export function cookiesOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

export async function send(
  server: Pick<TestServer, "url">,
  request: {
    readonly method: string;
    readonly path: string;
    readonly body?: unknown;
    readonly cookie?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<Answer> {
  const response = await fetch(`${server.url}${request.path}`, {
    method: request.method,
    redirect: "manual",
    signal: AbortSignal.timeout(60_000),
    headers: {
      ...(request.cookie ? { cookie: request.cookie } : {}),
      ...(request.method === "GET" ? {} : { origin: server.url }),
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      ...request.headers,
    },
    ...(request.body === undefined
      ? {}
      : { body: typeof request.body === "string" ? request.body : JSON.stringify(request.body) }),
  });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status: response.status, headers: response.headers, json: null, text: "" };
  }
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    json: isJson && text !== "" ? JSON.parse(text) : null,
    text,
  };
}
