import { z } from "zod";
import { exportFile } from "#contract/keep.ts";
import { route } from "./route.ts";

/** What a learner keeps in the browser, kept on the server too once they have an account: the same file as export and import. */
export const practiceRoutes = {
  getPractice: route({
    method: "get",
    path: "/api/me/practice",
    access: "signed-in",
    summary: "The practice kept for me",
    response: z.strictObject({ revision: z.int().nonnegative(), file: exportFile.nullable() }),
  }),
  putPractice: route({
    method: "put",
    path: "/api/me/practice",
    access: "signed-in",
    summary: "Keep my practice; 409 with the kept revision when another device was quicker: merge and try again",
    body: z.strictObject({ basedOn: z.int().nonnegative(), file: exportFile }),
    response: z.strictObject({ revision: z.int().positive() }),
  }),
};
