import { expect, it } from "vitest";
import { z } from "zod";
import { nameUuid } from "#server/gradebook/name-uuid.ts";
import { xapiStatements } from "#server/gradebook/xapi-statements.ts";

// The tables of the specification, xAPI-Data.md 2.4 (1.0.3): what a statement may hold, nothing else.
const iri = z.url();
const languageMap = z.record(z.string().regex(/^([a-z]{2,3}(-[A-Z]{2})?|und)$/), z.string());
const extensions = z.record(iri, z.unknown());
const activity = z.strictObject({
  objectType: z.literal("Activity"),
  id: iri,
  definition: z.strictObject({ type: iri, name: languageMap, moreInfo: z.url().optional() }).optional(),
});
const score = z
  .strictObject({ scaled: z.number().min(-1).max(1), raw: z.number(), min: z.number(), max: z.number() })
  .refine(({ raw, min, max }) => min < max && raw >= min && raw <= max);
const statement = z.strictObject({
  id: z.uuid(),
  actor: z.strictObject({
    objectType: z.literal("Agent"),
    name: z.string(),
    account: z.strictObject({ homePage: z.url(), name: z.string() }), // exactly one identifier: no mbox beside it
  }),
  verb: z.strictObject({ id: iri, display: languageMap }),
  object: activity,
  result: z.strictObject({ completion: z.boolean(), success: z.boolean().optional(), score: score.optional() }),
  context: z.strictObject({
    platform: z.string(),
    revision: z.string(),
    contextActivities: z.strictObject({ parent: z.array(activity) }),
    extensions,
  }),
  timestamp: z.iso.datetime(),
});

const submission = {
  submissionId: "6b1c9c9e-6f0e-4c1e-9a52-0a2f4d3f6a11",
  gradingId: "0f5b8f2e-14f3-4e47-bb0a-6c3f1d9e2b22",
  userId: "u1",
  userName: "Ani",
  assignmentId: "11111111-1111-4111-8111-111111111111",
  labId: "07-metrics/f-beta",
  labVersion: 2,
  title: "F-beta",
  attempt: 3,
  submittedAt: new Date("2026-03-01T08:00:00Z"),
  points: 7,
  finalScore: 0.1 + 0.2,
  lateLoss: 0.1,
  isOverridden: false,
  passed: false,
};
const course = { id: "22222222-2222-4222-8222-222222222222", title: "Metrics" };
const of = (...submissions: (typeof submission)[]) =>
  xapiStatements({ origin: "https://siklus.example", course, submissions }).map((one) => statement.parse(one));

it("each graded submission is completed and scored; passed only where every check holds", () => {
  const names = of(submission, { ...submission, passed: true, finalScore: 1 }).map(({ verb }) => verb.display["en-US"]);
  expect(names).toEqual(["completed", "scored", "completed", "scored", "passed"]);
});

it("scales by the assignment's points: 0.3 of 7 is 2.1", () => {
  const scored = of(submission)[1];
  expect(scored?.result.score?.scaled).toBeCloseTo(0.3, 12);
  expect(scored?.result.score).toMatchObject({ min: 0, max: 7 });
  expect(scored?.result.score?.raw).toBeCloseTo(2.1, 12);
  expect(scored?.verb.id).toBe("http://adlnet.gov/expapi/verbs/scored");
});

it("the same export twice has the same ids; another score has another", () => {
  expect(of(submission)).toEqual(of(submission));
  const ids = new Set([...of(submission), ...of({ ...submission, finalScore: 0.5 })].map(({ id }) => id));
  expect(ids.size).toBe(4);
});

it("ids are name-based UUIDs: the example of RFC 9562, appendix A.4", () => {
  const namespace = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"; // DNS
  expect(nameUuid({ namespace, name: "www.example.com" })).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});
