import { cookiesOf, nobody, type Person, personWith, signUp } from "./person.ts";
import type { TestServer } from "./start-test-server.ts";

/** One of each kind of person around one course and one workshop. */
export type School = {
  readonly people: Readonly<Record<Role, Person>>;
  /** What paths name. */
  readonly ids: Readonly<
    Record<"courseId" | "groupId" | "assignmentId" | "submissionId" | "workshopId" | "participantId", string>
  >;
};
export const roles = [
  "nobody",
  "guest", // of another workshop
  "participant", // a guest of this one
  "outsider",
  "learner",
  "owner", // a learner whose submission it is
  "assistant",
  "teacher",
  "other teacher",
  "host",
  "admin",
] as const;
export type Role = (typeof roles)[number];

const labId = "07-metrics/fish-matrix";

export async function openSchool(server: TestServer): Promise<School> {
  const { db } = server;
  const [outsider, learner, owner, assistant, teacher, other, host, admin] = await Promise.all(
    ["Outsider", "Learner", "Owner", "Assistant", "Teacher", "Other", "Host", "Admin"].map((name) =>
      signUp(server, name),
    ),
  );
  if (!outsider || !learner || !owner || !assistant || !teacher || !other || !host || !admin)
    throw new Error("eight people");
  expectStatus(await admin.call("becomeAdmin", { body: { token: server.firstAdminToken } }), 204);
  for (const { userId } of [teacher, other, host])
    expectStatus(await admin.call("setRole", { params: { userId }, body: { role: "teacher" } }), 204);

  const course = expectStatus(await teacher.call("createCourse", { body: { title: "Statistics" } }), 200).json;
  const courseId: string = course.id;
  for (const person of [learner, owner, assistant])
    expectStatus(await person.call("joinCourse", { body: { code: course.joinCode } }), 200);
  const params = { courseId, userId: assistant.userId };
  expectStatus(await teacher.call("setMember", { params, body: { role: "assistant" } }), 204);
  const group = expectStatus(
    await teacher.call("createGroup", { params: { courseId }, body: { name: "A" } }),
    200,
  ).json;
  const assignment = expectStatus(
    await teacher.call("createAssignment", { params: { courseId }, body: assignmentBody }),
    200,
  ).json;

  const attempt = await db
    .insertInto("attempt")
    .values({ user_id: owner.userId, lab_id: labId, lab_version: 1, assignment_id: assignment.id, number: 1, seed: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const submission = await db
    .insertInto("submission")
    .values({
      attempt_id: attempt.id,
      user_id: owner.userId,
      lab_id: labId,
      lab_version: 1,
      assignment_id: assignment.id,
      source: "x",
      state: "failed",
    })
    .returning("id")
    .executeTakeFirstOrThrow();

  const workshop = expectStatus(
    await host.call("createWorkshop", { body: { title: "Evening", labs: [labId] } }),
    200,
  ).json;
  const elsewhere = expectStatus(
    await other.call("createWorkshop", { body: { title: "Elsewhere", labs: [labId] } }),
    200,
  ).json;
  const participant = await joinAsGuest(server, { code: workshop.code, nickname: "Rina" });
  const guest = await joinAsGuest(server, { code: elsewhere.code, nickname: "Sari" });
  return {
    people: {
      nobody: nobody(server),
      guest,
      participant,
      outsider,
      learner,
      owner,
      assistant,
      teacher,
      "other teacher": other,
      host,
      admin,
    },
    ids: {
      courseId,
      groupId: group.id,
      assignmentId: assignment.id,
      submissionId: submission.id,
      workshopId: workshop.id,
      participantId: participant.participantId,
    },
  };
}

export const assignmentBody = {
  labId,
  title: null,
  points: 10,
  opensAt: null,
  dueAt: null,
  closesAt: null,
  latePolicy: { kind: "none" },
  maxAttempts: null,
  counts: "best",
};

async function joinAsGuest(
  server: TestServer,
  body: { readonly code: string; readonly nickname: string },
): Promise<Person & { participantId: string }> {
  const joined = expectStatus(await nobody(server).call("joinWorkshop", { body }), 200);
  const cookie = cookiesOf(joined);
  const me = await personWith(server, { name: body.nickname, userId: "", cookie }).call("me");
  return {
    ...personWith(server, { name: body.nickname, userId: me.json.user.id, cookie }),
    participantId: joined.json.me.id,
  };
}

function expectStatus<A extends { readonly status: number; readonly text: string }>(answer: A, status: number): A {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer;
}
