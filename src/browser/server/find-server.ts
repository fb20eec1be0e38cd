import type { AnswerAt } from "#contract/api/route-types.ts";
import { callServer } from "./call-server.ts";
import { isServed } from "./is-served.ts";
import { ServerError } from "./server-error.ts";

export type ServerFacts = AnswerAt<"get", "/api/server">;
export type FoundServer =
  | { readonly state: "here"; readonly facts: ServerFacts }
  /** A static host: the site works as it is, without accounts. */
  | { readonly state: "none" }
  | { readonly state: "offline" };

let asked: Promise<FoundServer> | undefined;

/** Whether a Siklus server stands behind this site; asked once a page, and again only if there was no connection. */
export async function findServer(): Promise<FoundServer> {
  asked ??= askServer();
  const found = await asked;
  if (found.state === "offline") asked = undefined;
  return found;
}

async function askServer(): Promise<FoundServer> {
  if (!isServed()) return { state: "none" };
  try {
    const facts: ServerFacts | undefined = await callServer("get", "/api/server", {});
    // A static host may answer any address with its front page.
    return facts?.product === "siklus" ? { state: "here", facts } : { state: "none" };
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return error.code === "offline" ? { state: "offline" } : { state: "none" };
  }
}
