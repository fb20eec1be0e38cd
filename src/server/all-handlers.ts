import type { RouteName } from "#contract/api/routes.ts";
import { assignmentHandlers } from "./courses/assignment-handlers.ts";
import { courseHandlers } from "./courses/course-handlers.ts";
import { memberHandlers } from "./courses/member-handlers.ts";
import { gradebookHandlers } from "./gradebook/handlers.ts";
import type { Handlers } from "./http/handlers.ts";
import { identityHandlers } from "./identity/handlers.ts";
import { practiceHandlers } from "./identity/practice-handlers.ts";
import { submissionHandlers } from "./submissions/handlers.ts";
import { workshopHandlers } from "./workshops/handlers.ts";

/** One handler for each route of the table; a missing one does not compile. */
export const allHandlers: Handlers<RouteName> = {
  ...identityHandlers,
  ...practiceHandlers,
  ...courseHandlers,
  ...memberHandlers,
  ...assignmentHandlers,
  ...submissionHandlers,
  ...gradebookHandlers,
  ...workshopHandlers,
};
