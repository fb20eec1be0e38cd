import { nameUuid } from "./name-uuid.ts";

/** A graded submission, as far as a statement tells of it. */
export type StatedSubmission = {
  readonly submissionId: string;
  readonly gradingId: string;
  readonly userId: string;
  readonly userName: string;
  readonly assignmentId: string;
  readonly labId: string;
  readonly labVersion: number;
  readonly title: string;
  readonly attempt: number;
  readonly submittedAt: Date;
  readonly points: number;
  /** In [0, 1], after lateness and override. */
  readonly finalScore: number;
  readonly lateLoss: number;
  readonly isOverridden: boolean;
  readonly passed: boolean;
};

type Options = {
  /** Address of this server: whose accounts the actors are, and under which the activities are named. */
  readonly origin: string;
  readonly course: { readonly id: string; readonly title: string };
  readonly submissions: readonly StatedSubmission[];
};

const verbs = {
  completed: { id: "http://adlnet.gov/expapi/verbs/completed", display: { "en-US": "completed" } },
  scored: { id: "http://adlnet.gov/expapi/verbs/scored", display: { "en-US": "scored" } },
  passed: { id: "http://adlnet.gov/expapi/verbs/passed", display: { "en-US": "passed" } },
} as const;

/**
 * xAPI 1.0.3 statements (IEEE 9274.1.1 takes the same) of a course's graded submissions: completed and scored for each, passed where
 * every check holds. Ids follow from submission, grading and verb: sent twice, a record store keeps each once; a regrade makes new ones.
 * Learners are named by account, not by e-mail address.
 */
export function xapiStatements({ origin, course, submissions }: Options): object[] {
  return submissions.flatMap((one) => {
    const names = one.passed ? (["completed", "scored", "passed"] as const) : (["completed", "scored"] as const);
    return names.map((verb) => statement({ origin, course, one, verb }));
  });
}

function statement(
  options: Omit<Options, "submissions"> & { one: StatedSubmission; verb: keyof typeof verbs },
): object {
  const { origin, course, one, verb } = options;
  const score = {
    scaled: one.finalScore,
    raw: one.finalScore * one.points,
    min: 0,
    max: one.points,
  };
  return {
    id: nameUuid({
      namespace: one.submissionId,
      name: [one.gradingId, verb, one.finalScore].join(" "), // a statement never changes: another score is another statement
    }),
    actor: { objectType: "Agent", name: one.userName, account: { homePage: `${origin}/`, name: one.userId } },
    verb: verbs[verb],
    object: {
      objectType: "Activity",
      id: `${origin}/api/assignments/${one.assignmentId}`,
      definition: {
        type: "http://adlnet.gov/expapi/activities/assessment",
        name: { und: one.title },
        moreInfo: `${origin}/en/labs/${one.labId}/`,
      },
    },
    result: verb === "completed" ? { completion: true } : { completion: true, success: one.passed, score },
    context: {
      platform: "Siklus",
      revision: String(one.labVersion),
      contextActivities: {
        parent: [
          {
            objectType: "Activity",
            id: `${origin}/api/courses/${course.id}`,
            definition: { type: "http://adlnet.gov/expapi/activities/course", name: { und: course.title } },
          },
        ],
      },
      extensions: {
        [`${origin}/xapi/attempt`]: one.attempt,
        [`${origin}/xapi/late-loss`]: one.lateLoss,
        [`${origin}/xapi/set-by-hand`]: one.isOverridden,
      },
    },
    timestamp: one.submittedAt.toISOString(),
  };
}
