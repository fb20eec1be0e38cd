import { build, buildButton } from "#browser/dom/build.ts";
import { bareSelect } from "#browser/dom/fields.ts";
import { addressOf, callServer } from "#browser/server/call-server.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import { askReason } from "./ask-reason.ts";
import { codePanel, groupPanel, settingsPanel } from "./course-panels.ts";
import type { Course, Desk } from "./desk.ts";
import { grid } from "./grid.ts";
import { attempt, loaded } from "./loaded.ts";

type Member = AnswerAt<"get", "/api/courses/{courseId}/members">["members"][number];
const roles = ["learner", "assistant", "teacher"] as const;

/** People with role and group; what a course holds of each; the join code; groups. */
export function peopleView(desk: Desk, course: Course): HTMLElement {
  const place = build("div", { className: "class-stack" });
  const refresh = () => place.replaceChildren(people(desk, course, refresh));
  refresh();
  const extra =
    course.role === "teacher" ? [codePanel(desk, course), groupPanel(desk, course), settingsPanel(desk, course)] : [];
  return build("section", { className: "class-stack" }, [
    build("h3", {}, [desk.say("class.tab-people")]),
    place,
    build("div", { className: "class-forms" }, extra),
  ]);
}

function people(desk: Desk, course: Course, refresh: () => void): HTMLElement {
  const { say } = desk;
  const params = { courseId: course.id };
  const isTeacher = course.role === "teacher";
  const groupName = (id: string | null) => course.groups.find((group) => group.id === id)?.name ?? "";
  const set = (member: Member, by: HTMLElement, body: { role?: Member["role"]; groupId?: string | null }) =>
    attempt(desk, {
      by,
      done: say("class.saved"),
      run: () =>
        callServer("patch", "/api/courses/{courseId}/members/{userId}", {
          params: { ...params, userId: member.userId },
          body,
        }),
    });
  const roleCell = (member: Member) => {
    if (!isTeacher) return say(`class.role-${member.role}`);
    const label = say("class.role-of", { name: member.name });
    const choices = roles.map((role) => [role, say(`class.role-${role}`)] as const);
    const select = bareSelect({ label, choices, value: member.role });
    select.addEventListener("change", async () => {
      const role = roles.find((one) => one === select.value) ?? member.role;
      if ((await set(member, select, { role })) === undefined) select.value = member.role;
    });
    return select;
  };
  const groupCell = (member: Member) => {
    if (!isTeacher || course.groups.length === 0) return groupName(member.groupId);
    const label = say("class.group-of", { name: member.name });
    const choices = [["", "–"] as const, ...course.groups.map(({ id, name }) => [id, name] as const)];
    const select = bareSelect({ label, choices, value: member.groupId ?? "" });
    select.addEventListener("change", () => void set(member, select, { groupId: select.value || null }));
    return select;
  };
  const columns = [
    { name: say("class.name"), cell: (one: Member) => one.name, by: (one: Member) => one.name },
    { name: say("class.email"), cell: (one: Member) => one.email ?? "–", by: (one: Member) => one.email },
    { name: say("class.role"), cell: roleCell, by: (one: Member) => roles.indexOf(one.role) },
    { name: say("class.group"), cell: groupCell, by: (one: Member) => groupName(one.groupId) || null },
    { name: say("class.joined"), cell: (one: Member) => desk.time(one.joinedAt), by: (one: Member) => one.joinedAt },
    ...(isTeacher
      ? [{ name: say("class.actions"), cell: (one: Member) => actions(desk, { course, member: one, refresh }) }]
      : []),
  ];
  return loaded(
    desk,
    () => callServer("get", "/api/courses/{courseId}/members", { params }),
    ({ members }) =>
      grid({
        label: say("class.tab-people"),
        language: desk.language,
        columns,
        rows: members,
        empty: say("class.people-none"),
      }),
  );
}

function actions(desk: Desk, options: { course: Course; member: Member; refresh: () => void }): HTMLElement {
  const { course, member, refresh } = options;
  const { say } = desk;
  const { name } = member;
  const params = { courseId: course.id, userId: member.userId };
  const download = build(
    "a",
    {
      className: "button small",
      attributes: {
        href: addressOf("/api/courses/{courseId}/members/{userId}/export", { params }),
        download: "",
        "aria-label": say("class.export-of", { name }),
      },
    },
    [say("class.export")],
  );
  const bar = build("div", { className: "toolbar class-actions" }, [download]);
  const add = (text: string, label: string, run: (by: HTMLElement) => Promise<unknown>) => {
    const button = buildButton({ text, className: "button small", onPress: () => void run(button) });
    button.setAttribute("aria-label", label);
    bar.append(button);
  };
  if (member.role === "learner") {
    add(say("class.certificate"), say("class.certificate-of", { name }), async (by) => {
      const run = () => callServer("post", "/api/courses/{courseId}/members/{userId}/certificate", { params });
      const issued = await attempt(desk, { by, run, done: say("class.certificate-done", { name }) });
      if (issued === undefined) return;
      const href = `${desk.certificateHref}#${issued.answer.id}`;
      by.replaceWith(build("a", { attributes: { href } }, [say("class.certificate-open")]));
    });
    add(say("class.delete"), say("class.delete-of", { name }), async (by) => {
      const reason = await askReason(desk, {
        title: say("class.delete-of", { name }),
        text: say("class.delete-text"),
        confirm: say("class.delete-do"),
      });
      if (reason === null) return;
      const run = () =>
        callServer("post", "/api/courses/{courseId}/members/{userId}/delete", { params, body: { reason } });
      if ((await attempt(desk, { by, run, done: say("class.deleted", { name }) })) !== undefined) refresh();
    });
  }
  if (member.userId !== desk.me.user?.id)
    add(say("class.remove"), say("class.remove-of", { name }), async (by) => {
      const run = () => callServer("delete", "/api/courses/{courseId}/members/{userId}", { params });
      if ((await attempt(desk, { by, run, done: say("class.removed", { name }) })) !== undefined) refresh();
    });
  return bar;
}
