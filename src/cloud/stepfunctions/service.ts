import type { Service } from "#cloud/core/service.ts";
import { events } from "./events.ts";
import { operations } from "./operations.ts";
import { permissionsFor } from "./permissions.ts";

export const stepFunctions: Service = {
  name: "stepfunctions",
  scope: "regional",
  operations,
  // the keys of a table are its operations
  permissions: permissionsFor(Object.keys(operations) as (keyof typeof operations)[]),
  events,
};
