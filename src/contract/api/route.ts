import type { z } from "zod";

/**
 * Who may call a route. Roles of a course are looked up by the course that the path names, or that its object belongs to; a site
 * admin may do what a teacher of any course may. This table is the only place that says so: `server/http` enforces it for every
 * route and a test walks routes × roles.
 */
export type Access =
  | "public"
  | "signed-in" // any account, a workshop's nickname too
  | "member" // learner, assistant or teacher of the course
  | "assistant" // assistant or teacher of the course
  | "teacher" // teacher of the course
  | "site-teacher" // may make courses and workshops
  | "admin"
  | "owner" // the learner whose object it is, or an assistant of its course
  | "participant" // takes part in the workshop, or hosts it
  | "host"; // hosts the workshop

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** One operation of the HTTP API: server, browser client, OpenAPI document and authorisation test are all made from it. */
export type Route = {
  readonly method: Method;
  /** OpenAPI form: `/api/courses/{courseId}`. */
  readonly path: `/api/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** JSON of the answer; absent: 204 without a body. `text`: a file, its media type. */
  readonly response?: z.ZodType;
  readonly file?: "text/csv" | "application/json" | "text/event-stream";
};

/** Keeps the exact types of a route's schemas. */
export function route<const R extends Route>(definition: R): R {
  return definition;
}
