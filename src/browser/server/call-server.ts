import type { ApiError } from "#contract/api/common.ts";
import type { Method } from "#contract/api/route.ts";
import type { AnswerAt, InputAt, PathOf } from "#contract/api/route-types.ts";
import { ServerError } from "./server-error.ts";

type LooseInput = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
};
type Options = { readonly signal?: AbortSignal };

/**
 * One call of the API, typed from contract/api by method and path:
 * `await callServer("get", "/api/courses/{courseId}", { params: { courseId } })`.
 *
 * @throws {ServerError} with the server's code, or "offline", or "no-server"
 */
export async function callServer<const M extends Method, const P extends PathOf<M>>(
  method: M,
  path: P,
  input: InputAt<M, P>,
  options: Options = {},
): Promise<AnswerAt<M, P>> {
  const { body } = input as LooseInput; // InputAt is this, made narrower for the route
  const response = await answerOf(addressOf(path, input as LooseInput), {
    method: method.toUpperCase(),
    credentials: "same-origin",
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!response.ok) throw await refusalOf(response);
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  // The server parses what it answers against the same contract.
  return (isJson ? await response.json() : undefined) as AnswerAt<M, P>;
}

/** The address of a route, for links to files (`<a download>`): its params filled in, its query added. */
export function addressOf(path: string, { params = {}, query = {} }: LooseInput): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, `${value}`);
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function answerOf(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ServerError("offline", `${address}: no answer`);
  }
}

async function refusalOf(response: Response): Promise<ServerError> {
  const answer: unknown = await response.json().catch(() => undefined);
  const error = (answer as Partial<ApiError> | undefined)?.error; // anything may have answered; looked at before use
  if (typeof error?.code !== "string")
    return new ServerError("no-server", `${response.url}: ${response.status}, and no word of ours`);
  return new ServerError(error.code, error.message, error.facts);
}
