import type { ApiErrorCode } from "#contract/api/common.ts";

/** Beyond what the server itself refuses: no answer came at all, or nobody there speaks our protocol. */
export type ServerErrorCode = ApiErrorCode | "offline" | "no-server";

/** What went wrong with a call. The page says it by the word `server.<code>` with the facts. */
export class ServerError extends Error {
  override readonly name = "ServerError";
  readonly code: ServerErrorCode;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: ServerErrorCode, message: string, facts: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}
