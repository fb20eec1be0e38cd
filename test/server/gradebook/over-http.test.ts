import { beforeAll, describe, expect, it } from "vitest";
import { nobody, type Person, signUp } from "#test/server/person.ts";
import { startTestServer } from "#test/server/start-test-server.ts";
import { buildGrading } from "#tools/grading/build-grading.ts";
import { addAssignment, addCourse, addMember, addSubmission } from "./class-fixture.ts";

process.env["SIKLUS_GRADING_DIR"] = await buildGrading();
const server = await startTestServer();
const asActor = ({ userId, name }: Person) => ({ userId, name, siteRole: "learner" as const, isGuest: false });

let teacher: Person;
let ani: Person;
let params: { readonly courseId: string };
beforeAll(async () => {
  [teacher, ani] = [await signUp(server, "Teacher"), await signUp(server, "=Ani")];
  const courseId = await addCourse(server.db, asActor(teacher), "Metrics");
  await addMember(server.db, { courseId, actor: asActor(ani) });
  const assignmentId = await addAssignment(server.db, { courseId, points: 4 });
  await addSubmission(server.db, { assignmentId, userId: ani.userId, score: 0.5 });
  params = { courseId };
});

describe("the teacher's side over HTTP", () => {
  it("the grades come as a file with the lab's own title, a name that looks like a formula as text", async () => {
    const { status, headers, text } = await teacher.call("exportGrades", { params, query: { form: "canvas" } });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toContain("grades-canvas.csv");
    const lines = text.split("\r\n");
    expect(lines[0]).toBe("Student,ID,SIS User ID,SIS Login ID,Section,One number that watches both");
    expect(lines[2]?.startsWith("'=Ani,,,")).toBe(true);
    expect(lines[2]?.endsWith(",Metrics,2")).toBe(true); // half of 4
  });

  it("a certificate is issued by the teacher, read by anybody, and its keys are public", async () => {
    const issued = await teacher.call("issueCertificate", { params: { ...params, userId: ani.userId } });
    expect(issued.status).toBe(200);
    const read = await nobody(server).call("getCertificate", { params: { certificateId: issued.json.id } });
    expect(read.json).toEqual(issued.json);
    const { keys } = (await nobody(server).call("publicKeys")).json;
    expect(keys.map(({ kid }: { kid: string }) => kid)).toContain(issued.json.keyId);
  });

  it("a learner gets none of it", async () => {
    for (const name of ["gradebook", "exportStatements", "audit", "listRegrades"] as const)
      expect((await ani.call(name, { params })).status).toBe(403);
    const userId = ani.userId;
    expect((await ani.call("exportLearner", { params: { ...params, userId } })).status).toBe(403);
    expect((await ani.call("issueCertificate", { params: { ...params, userId } })).status).toBe(403);
  });

  it("an unknown lab is not graded again; ids that are none are refused, never 5xx", async () => {
    const body = { labId: "07-metrics/no-such-lab", reason: "because" };
    expect((await teacher.call("startRegrade", { params, body })).status).toBe(404);
    const odd = { params: { ...params, userId: "%00" } };
    for (const name of ["exportLearner", "issueCertificate"] as const)
      expect((await teacher.call(name, odd)).status).toBeLessThan(500);
    expect((await nobody(server).call("getCertificate", { params: { certificateId: "x" } })).status).toBe(400);
    expect((await teacher.call("audit", { params, query: { before: "9999-12-31T23:59:59Z" } })).status).toBe(200);
  });
});
