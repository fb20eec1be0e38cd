import type { z } from "zod";
import type { CourseRole, SiteRole } from "#contract/api/common.ts";
import type { RouteName, routes } from "#contract/api/routes.ts";
import type { Services } from "./services.ts";

export type Actor = {
  readonly userId: string;
  readonly name: string;
  readonly siteRole: SiteRole;
  readonly isGuest: boolean;
};

type RouteOf<N extends RouteName> = (typeof routes)[N];
type Parsed<N extends RouteName, K extends "params" | "query" | "body"> =
  RouteOf<N> extends Record<K, infer S extends z.ZodType> ? z.output<S> : undefined;

/** A request that was parsed and authorised. */
export type Call<N extends RouteName> = {
  readonly params: Parsed<N, "params">;
  readonly query: Parsed<N, "query">;
  readonly body: Parsed<N, "body">;
  readonly actor: RouteOf<N> extends { readonly access: "public" } ? Actor | null : Actor;
  /** The actor's role in the course that the path belongs to; an admin is a teacher everywhere; null where there is no course. */
  readonly courseRole: CourseRole | null;
  readonly request: Request;
  readonly requestId: string;
  /** Added to the answer, such as a guest's cookie. */
  readonly answerHeaders: Headers;
  readonly services: Services;
};

/** The answer of a route with `file`. */
export type FileAnswer = {
  readonly body: string | ReadableStream<Uint8Array>;
  /** Offered for saving under this name; absent: shown, or read as a stream. */
  readonly fileName?: string;
};

// biome-ignore-start lint/suspicious/noConfusingVoidType: a handler of a route without an answer returns nothing
export type ResponseOf<N extends RouteName> =
  RouteOf<N> extends Record<"response", infer S extends z.ZodType>
    ? z.input<S>
    : RouteOf<N> extends Record<"file", string>
      ? FileAnswer
      : void;
// biome-ignore-end lint/suspicious/noConfusingVoidType: until here

export type Handlers<K extends RouteName> = { readonly [N in K]: (call: Call<N>) => Promise<ResponseOf<N>> };
