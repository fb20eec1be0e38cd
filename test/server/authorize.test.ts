import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Access, Route } from "#contract/api/route.ts";
import { type RouteName, routes } from "#contract/api/routes.ts";
import { openSchool, type Role, roles } from "./school.ts";
import { startTestServer } from "./start-test-server.ts";

const server = await startTestServer();
const { people, ids } = await openSchool(server);

/** The table that route.ts describes in words: who may, for one of everybody. */
const everybody: readonly Role[] = roles;
const mayCall: Record<Access, readonly Role[]> = {
  public: everybody,
  "signed-in": everybody.filter((role) => role !== "nobody"),
  member: ["learner", "owner", "assistant", "teacher", "admin"],
  assistant: ["assistant", "teacher", "admin"],
  teacher: ["teacher", "admin"],
  "site-teacher": ["teacher", "other teacher", "host", "admin"],
  admin: ["admin"],
  owner: ["owner", "assistant", "teacher", "admin"],
  participant: ["participant", "host"],
  host: ["host"],
};

/** Second names in a path are of things that are not there, so that a call that is allowed changes nothing. */
const params = {
  ...ids,
  userId: "nobody-of-that-id",
  groupId: randomUUID(),
  participantId: randomUUID(),
  regradeId: randomUUID(),
  certificateId: randomUUID(),
  code: "AAAAAA",
};
const required: Partial<Record<RouteName, Record<string, string>>> = { exportGrades: { form: "canvas" } };

describe("every route × everybody", () => {
  it.each(Object.entries<Route>(routes))("%s", async (key, route) => {
    const name = key as RouteName; // the keys of the table
    const allowed: string[] = [];
    const refused: string[] = [];
    await Promise.all(
      roles.map(async (role) => {
        const query = required[name];
        const body = route.body === undefined ? undefined : { "no such field": true }; // authorized first, refused as 400 after
        const { status, json } = await people[role].call(name, { params, ...(query && { query }), body });
        expect(status, `${name} as ${role}`).toBeLessThan(500);
        if (status === 401) expect([role, json.error.code]).toEqual(["nobody", "not-signed-in"]);
        const isRefused = status === 401 || (status === 403 && json.error.code === "forbidden");
        (isRefused ? refused : allowed).push(role);
      }),
    );
    const may = mayCall[route.access];
    expect(allowed.sort()).toEqual([...may].sort());
    expect(refused.sort()).toEqual(roles.filter((role) => !may.includes(role)).sort());
  });
});

describe("one's own course gives nothing in another", () => {
  it("groups, members and regrades are looked up inside the course of the path", async () => {
    const other = people["other teacher"];
    const { id } = (await other.call("createCourse", { body: { title: "Mine" } })).json;
    const mine = { courseId: id, groupId: ids.groupId, userId: people.learner.userId, regradeId: randomUUID() };
    expect((await other.call("deleteGroup", { params: mine })).status).toBe(404);
    expect((await other.call("setMember", { params: mine, body: { role: "teacher" } })).status).toBe(404);
    expect((await other.call("removeMember", { params: mine })).status).toBe(404);
    const self = { courseId: id, userId: other.userId };
    expect((await other.call("setMember", { params: self, body: { groupId: ids.groupId } })).status).toBe(404);
  });

  it("what is not there is not found, for those who may look", async () => {
    const gone = {
      courseId: randomUUID(),
      assignmentId: randomUUID(),
      submissionId: randomUUID(),
      workshopId: randomUUID(),
    };
    for (const name of ["getCourse", "listExtensions", "getSubmission", "workshopSummary"] as const)
      expect((await people.teacher.call(name, { params: gone })).status, name).toBe(404);
  });

  it("a learner does not see the join code, nor an assignment before it opens", async () => {
    const { courseId } = ids;
    const { assignmentBody } = await import("./school.ts");
    const opensAt = new Date(Date.now() + 86_400_000).toISOString();
    await people.teacher.call("createAssignment", { params: { courseId }, body: { ...assignmentBody, opensAt } });
    const seen = async (role: Role) =>
      (await people[role].call("listAssignments", { params: { courseId } })).json.assignments.length;
    expect([await seen("learner"), await seen("assistant"), await seen("teacher")]).toEqual([1, 2, 2]);
    expect((await people.learner.call("getCourse", { params: { courseId } })).json.joinCode).toBeNull();
    expect((await people.assistant.call("getCourse", { params: { courseId } })).json.joinCode).toMatch(/^\w{4}-\w{4}$/);
  });

  it("the last teacher of a course stays", async () => {
    const self = { courseId: ids.courseId, userId: people.teacher.userId };
    expect((await people.teacher.call("removeMember", { params: self })).status).toBe(409);
    expect((await people.teacher.call("setMember", { params: self, body: { role: "learner" } })).status).toBe(409);
  });

  it("every change of a course stands in its audit", async () => {
    const { entries } = (await people.teacher.call("audit", { params: { courseId: ids.courseId } })).json;
    const actions = new Set(entries.map(({ action }: { action: string }) => action));
    for (const action of ["course.create", "member.join", "member.update", "group.create", "assignment.create"])
      expect(actions).toContain(action);
  });
});
