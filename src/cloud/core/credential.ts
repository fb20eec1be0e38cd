import type { Principal } from "./principal.ts";

/** A key pair by which the wire knows who calls. */
export type Credential = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Keys of a session come with a token and an end. */
  readonly session: { readonly token: string; readonly expiresAt: number } | undefined;
  readonly status: "Active" | "Inactive";
  readonly madeAt: number;
  readonly principal: Principal;
};
