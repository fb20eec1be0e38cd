import { courseRoutes } from "./courses.ts";
import { gradebookRoutes } from "./gradebook.ts";
import { identityRoutes } from "./identity.ts";
import { practiceRoutes } from "./practice.ts";
import { submissionRoutes } from "./submissions.ts";
import { workshopRoutes } from "./workshops.ts";

/** Every operation of the HTTP API by its name. */
export const routes = {
  ...identityRoutes,
  ...practiceRoutes,
  ...courseRoutes,
  ...submissionRoutes,
  ...gradebookRoutes,
  ...workshopRoutes,
};
export type RouteName = keyof typeof routes;
