import type { Kysely } from "kysely";
import type { CourseRole } from "#contract/api/common.ts";
import type { Course } from "#contract/api/courses.ts";
import type { Database } from "#server/database/tables.ts";

/** Courses as a person of that role sees them, newest first; learners do not see the join code. */
export async function viewCourses(
  db: Kysely<Database>,
  which: readonly { readonly courseId: string; readonly role: CourseRole }[],
): Promise<Course[]> {
  if (which.length === 0) return [];
  const ids = which.map(({ courseId }) => courseId);
  const roles = new Map(which.map(({ courseId, role }) => [courseId, role]));
  const courses = await db
    .selectFrom("course")
    .selectAll()
    .where("id", "in", ids)
    .orderBy("created_at", "desc")
    .execute();
  const groups = await db
    .selectFrom("course_group")
    .selectAll()
    .where("course_id", "in", ids)
    .orderBy("name")
    .execute();
  return courses.map((course) => {
    const role = roles.get(course.id) ?? "learner";
    return {
      id: course.id,
      title: course.title,
      role,
      joinCode: role === "learner" ? null : course.join_code,
      groups: groups.filter(({ course_id }) => course_id === course.id).map(({ id, name }) => ({ id, name })),
      createdAt: course.created_at.toISOString(),
      archivedAt: course.archived_at?.toISOString() ?? null,
    };
  });
}

export async function viewCourse(
  db: Kysely<Database>,
  one: { readonly courseId: string; readonly role: CourseRole },
): Promise<Course> {
  const [course] = await viewCourses(db, [one]);
  if (course === undefined) throw new Error("a course that was just there is gone");
  return course;
}
