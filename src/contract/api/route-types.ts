import type { z } from "zod";
import type { Method } from "./route.ts";
import type { routes } from "./routes.ts";

// Types alone, for callers: the schemas themselves (and zod) stay out of a page that imports these.
type Routes = typeof routes;
type AnyRoute = Routes[keyof Routes];

/** Paths that take a method: `"/api/courses/{courseId}"`. */
export type PathOf<M extends Method> = Extract<AnyRoute, { readonly method: M }>["path"];
export type RouteAt<M extends Method, P extends string> = Extract<AnyRoute, { readonly method: M; readonly path: P }>;

type Field<Route, Name extends "params" | "query" | "body"> = Name extends keyof Route
  ? Route[Name] extends z.ZodType
    ? z.input<Route[Name]>
    : never
  : never;
/** A query whose every part may be left out may itself be left out. */
type Part<Route, Name extends "params" | "query" | "body"> = [Field<Route, Name>] extends [never]
  ? { readonly [N in Name]?: never }
  : Record<string, never> extends Field<Route, Name>
    ? { readonly [N in Name]?: Field<Route, Name> }
    : { readonly [N in Name]: Field<Route, Name> };

/** What a call needs: params, query and body, each exactly when its route has it. */
export type InputAt<M extends Method, P extends string> = Part<RouteAt<M, P>, "params"> &
  Part<RouteAt<M, P>, "query"> &
  Part<RouteAt<M, P>, "body">;

/** What it answers: the route's JSON, or nothing. */
export type AnswerAt<M extends Method, P extends string> =
  RouteAt<M, P> extends { readonly response: infer Response extends z.ZodType } ? z.output<Response> : undefined;
