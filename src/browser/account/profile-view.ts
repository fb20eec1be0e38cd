import { build, buildButton } from "#browser/dom/build.ts";
import { inputField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { AccountPage, User } from "./account-page.ts";
import { callAuth } from "./call-auth.ts";
import { formOf, onSubmit, passwordField } from "./sign-in-view.ts";

/** Who is signed in, where to go from here, and signing out. */
export function profileView(page: AccountPage, user: User): HTMLElement {
  const { say, links } = page;
  const out = buildButton({
    text: say("account.sign-out"),
    onPress: () =>
      void page.attempt(out, async () => {
        await callAuth("sign-out", {});
        await page.refresh();
        page.tell(say("account.signed-out"));
      }),
  });
  const name = build("strong", {}, [user.name]);
  const [before = "", after = ""] = say("account.signed-in", { name: "\u0000" }).split("\u0000");
  const back = new URLSearchParams(location.search).get("back");
  const places = [
    ...(isInSite(back) ? [[back, say("account.back")] as const] : []),
    [links.classes, say("account.to-classes")] as const,
    [
      user.role === "learner" ? links.join : links.workshop,
      say(user.role === "learner" ? "account.to-join" : "account.to-workshop"),
    ] as const,
  ];
  return build("section", { className: "panel class-stack" }, [
    build("p", {}, [before, name, after]),
    build("p", { className: "class-soft" }, [say("account.role", { role: say(`account.role-${user.role}`) })]),
    build("nav", { className: "toolbar", attributes: { "aria-label": say("account.links") } }, [
      ...places.map(([href, text]) => build("a", { className: "button", attributes: { href } }, [text])),
      out,
    ]),
  ]);
}

/** Only a path of this site: a link that came with the address leads nowhere else. */
function isInSite(back: string | null): back is string {
  return back !== null && /^\/(?![/\\])/.test(back);
}

/** Password, a copy of all data, and the end of the account. */
export function dataView(page: AccountPage): HTMLElement {
  const { say } = page;
  return build("div", { className: "class-forms" }, [
    passwordForm(page),
    build("section", { className: "panel class-stack" }, [
      build("h2", {}, [say("account.my-data")]),
      build("a", { className: "button", attributes: { href: "/api/me/export", download: "" } }, [
        say("account.export"),
      ]),
    ]),
    deleteForm(page),
  ]);
}

function passwordForm(page: AccountPage): HTMLFormElement {
  const { say } = page;
  const current = passwordField({ label: say("account.current-password"), autocomplete: "current-password" });
  const help = say("account.password-help");
  const next = passwordField({ label: say("account.new-password"), autocomplete: "new-password", help });
  const form = formOf(say("account.change-password"), [current.element, next.element]);
  onSubmit(page, form, async () => {
    const body = { currentPassword: current.input.value, newPassword: next.input.value, revokeOtherSessions: true };
    const answer = await callAuth("change-password", body);
    if (!answer.ok && answer.code === "CREDENTIAL_ACCOUNT_NOT_FOUND") throw new Error(say("account.no-password"));
    if (!answer.ok) throw new Error(say(answer.status === 400 ? "account.wrong" : "account.bad-input"));
    form.reset();
    page.tell(say("account.changed"));
  });
  return form;
}

function deleteForm(page: AccountPage): HTMLFormElement {
  const { say } = page;
  const confirm = inputField({
    label: say("account.delete-type"),
    attributes: { required: "", pattern: "delete", autocomplete: "off", autocapitalize: "none" },
  });
  const about = build("p", { className: "class-soft" }, [say("account.delete-about")]);
  const form = formOf(say("account.delete"), [about, confirm.element]);
  onSubmit(page, form, async () => {
    await callServer("post", "/api/me/delete", { body: { confirm: "delete" } });
    await page.refresh();
    page.tell(say("account.deleted"));
  });
  return form;
}
