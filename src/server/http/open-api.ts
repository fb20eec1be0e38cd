import { z } from "zod";
import { apiError } from "#contract/api/common.ts";
import type { Route } from "#contract/api/route.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1, whose schemas are JSON Schema, from the table of routes: zod writes the schemas itself. */
export function openApiDocument(routes: Readonly<Record<string, Route>>): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = paths[route.path] ?? {};
    path[route.method] = operation(name, route);
    paths[route.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Siklus",
      version: "1",
      description:
        "Accounts, courses, graded submissions and workshops. Sessions are cookies, made by better-auth below /api/auth. Errors are JSON: { error: { code, message, facts } }.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { Error: jsonSchema(apiError, "output") },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "siklus.session_token" } },
    },
  };
}

function operation(name: string, route: Route): Json {
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.path.split("/")[2] ?? ""],
    "x-access": route.access,
    ...(route.access === "public" ? {} : { security: [{ session: [] }] }),
    parameters: [...parameters("path", route.params), ...parameters("query", route.query)],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { "application/json": { schema: jsonSchema(route.body, "input") } } },
        }),
    responses: { ...success(route), default: failure },
  };
}

const failure = {
  description: "Refused",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
};

function success(route: Route): Json {
  if (route.response !== undefined)
    return {
      "200": {
        description: route.summary,
        content: { "application/json": { schema: jsonSchema(route.response, "output") } },
      },
    };
  if (route.file !== undefined)
    return { "200": { description: route.summary, content: { [route.file]: { schema: { type: "string" } } } } };
  return { "204": { description: "Done" } };
}

function parameters(place: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path" || !(part as z.ZodType).safeParse(undefined).success, // a zod object's shape holds zod types
    schema: jsonSchema(part as z.ZodType, "input"), // likewise
  }));
}

export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" });
  return rest;
}
