import type { ApiErrorCode } from "#contract/api/common.ts";

type Facts = Readonly<Record<string, string | number>>;

export const statusOf = {
  "bad-request": 400,
  "not-signed-in": 401,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "unsupported-media-type": 415,
  conflict: 409,
  "too-many-requests": 429,
  "too-large": 413,
  "not-open-yet": 403,
  closed: 403,
  "no-attempts-left": 403,
  "token-used": 409,
  "token-invalid": 400,
  "nickname-taken": 409,
  "code-unknown": 404,
  "not-grading": 503,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ApiErrorCode, number>;

/** What a service says no with. `message` is for logs and engineers; people read the words of the code with the facts. */
export class Refusal extends Error {
  readonly code: ApiErrorCode;
  readonly facts: Facts;

  constructor(code: ApiErrorCode, message: string, facts: Facts = {}) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.facts = facts;
  }
}
