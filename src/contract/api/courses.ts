import { z } from "zod";
import { labId } from "#contract/lab.ts";
import {
  assignmentParams,
  courseParams,
  courseRole,
  id,
  instant,
  personName,
  reason,
  share,
  title,
  userParams,
} from "./common.ts";
import { route } from "./route.ts";

/** Share of the points lost for late work: so much for each day begun, down to a floor; nothing is taken after `closesAt`. */
export const latePolicy = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }), // late work counts in full until it closes
  z.strictObject({ kind: z.literal("per-day"), lossPerDay: share, floor: share }),
  z.strictObject({ kind: z.literal("refuse") }), // the due date is the end
]);
export type LatePolicy = z.infer<typeof latePolicy>;

const group = z.strictObject({ id, name: title });
const course = z.strictObject({
  id,
  title,
  role: courseRole,
  /** Only for assistants and teachers. */
  joinCode: z.string().nullable(),
  groups: z.array(group),
  createdAt: instant,
  archivedAt: instant.nullable(),
});
export type Course = z.infer<typeof course>;

const member = z.strictObject({
  userId: z.string(),
  name: personName,
  email: z.string().nullable(),
  role: courseRole,
  groupId: id.nullable(),
  joinedAt: instant,
});

const assignmentFields = {
  labId,
  title: title.nullable(), // null: the lab's own
  points: z.number().positive().max(1000),
  opensAt: instant.nullable(),
  dueAt: instant.nullable(),
  closesAt: instant.nullable(),
  latePolicy,
  maxAttempts: z.int().positive().max(1000).nullable(),
  /** Which attempt counts. */
  counts: z.enum(["best", "last"]),
};
export const assignment = z.strictObject({
  id,
  courseId: id,
  ...assignmentFields,
  /** For the person who asks, extensions included. */
  mine: z.strictObject({
    dueAt: instant.nullable(),
    attemptsUsed: z.int().nonnegative(),
    /** After lateness and override; null before the first graded submission. */
    score: share.nullable(),
  }),
});
export type Assignment = z.infer<typeof assignment>;

const extension = z.strictObject({ userId: z.string(), dueAt: instant, reason, grantedAt: instant });

export const courseRoutes = {
  listCourses: route({
    method: "get",
    path: "/api/courses",
    access: "signed-in",
    summary: "My courses",
    response: z.strictObject({ courses: z.array(course) }),
  }),
  createCourse: route({
    method: "post",
    path: "/api/courses",
    access: "site-teacher",
    summary: "Make a course; its maker teaches it",
    body: z.strictObject({ title }),
    response: course,
  }),
  getCourse: route({
    method: "get",
    path: "/api/courses/{courseId}",
    access: "member",
    summary: "One course",
    params: courseParams,
    response: course,
  }),
  updateCourse: route({
    method: "patch",
    path: "/api/courses/{courseId}",
    access: "teacher",
    summary: "Rename, archive, or take a new join code",
    params: courseParams,
    body: z.strictObject({
      title: title.optional(),
      archived: z.boolean().optional(),
      joinCode: z.enum(["new", "none"]).optional(),
    }),
    response: course,
  }),
  joinCourse: route({
    method: "post",
    path: "/api/join-course",
    access: "signed-in",
    summary: "Join a course by its code, as a learner",
    body: z.strictObject({ code: z.string().trim().min(4).max(20) }),
    response: course,
  }),
  listMembers: route({
    method: "get",
    path: "/api/courses/{courseId}/members",
    access: "assistant",
    summary: "People of a course",
    params: courseParams,
    response: z.strictObject({ members: z.array(member) }),
  }),
  setMember: route({
    method: "patch",
    path: "/api/courses/{courseId}/members/{userId}",
    access: "teacher",
    summary: "Change a member's role or group",
    params: userParams,
    body: z.strictObject({ role: courseRole.optional(), groupId: id.nullable().optional() }),
  }),
  removeMember: route({
    method: "delete",
    path: "/api/courses/{courseId}/members/{userId}",
    access: "teacher",
    summary: "Take a member out of a course; their submissions stay until they are deleted",
    params: userParams,
  }),
  createGroup: route({
    method: "post",
    path: "/api/courses/{courseId}/groups",
    access: "teacher",
    summary: "Make a group",
    params: courseParams,
    body: z.strictObject({ name: title }),
    response: group,
  }),
  deleteGroup: route({
    method: "delete",
    path: "/api/courses/{courseId}/groups/{groupId}",
    access: "teacher",
    summary: "Dissolve a group; its members stay in the course",
    params: z.object({ courseId: id, groupId: id }),
  }),
  listAssignments: route({
    method: "get",
    path: "/api/courses/{courseId}/assignments",
    access: "member",
    summary: "Assignments; learners see those that have opened",
    params: courseParams,
    response: z.strictObject({ assignments: z.array(assignment) }),
  }),
  createAssignment: route({
    method: "post",
    path: "/api/courses/{courseId}/assignments",
    access: "teacher",
    summary: "Set a lab as an assignment",
    params: courseParams,
    body: z.strictObject(assignmentFields),
    response: assignment,
  }),
  updateAssignment: route({
    method: "put",
    path: "/api/assignments/{assignmentId}",
    access: "teacher",
    summary: "Change an assignment",
    params: assignmentParams,
    body: z.strictObject(assignmentFields),
    response: assignment,
  }),
  deleteAssignment: route({
    method: "delete",
    path: "/api/assignments/{assignmentId}",
    access: "teacher",
    summary: "Take an assignment away; refused once something was submitted",
    params: assignmentParams,
  }),
  listExtensions: route({
    method: "get",
    path: "/api/assignments/{assignmentId}/extensions",
    access: "assistant",
    summary: "Later due dates of single learners",
    params: assignmentParams,
    response: z.strictObject({ extensions: z.array(extension) }),
  }),
  grantExtension: route({
    method: "put",
    path: "/api/assignments/{assignmentId}/extensions/{userId}",
    access: "teacher",
    summary: "Give one learner a later due date",
    params: z.object({ assignmentId: id, userId: z.string().max(64) }),
    body: z.strictObject({ dueAt: instant, reason }),
  }),
};
