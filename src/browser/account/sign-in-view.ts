import { build, buildButton } from "#browser/dom/build.ts";
import { inputField } from "#browser/dom/fields.ts";
import type { AccountPage } from "./account-page.ts";
import { type AuthAnswer, callAuth } from "./call-auth.ts";
import { findWayToProvider } from "./sign-in-by-provider.ts";

/** Sign in, make an account, or come by another house's identity. */
export function signInView(page: AccountPage): HTMLElement[] {
  const { say, server } = page;
  const providers = server.providers.map((provider) => {
    const button = buildButton({
      text: say("account.with", { name: provider.name }),
      onPress: () =>
        void page.attempt(button, async () => {
          const way = await findWayToProvider({ provider: provider.id, back: location.pathname + location.search });
          if (way === null) throw new Error(say("account.provider-away"));
          location.assign(way);
        }),
    });
    return button;
  });
  const isOpen = server.signUp === "open" || server.needsAdmin;
  return [
    ...(providers.length === 0 ? [] : [build("div", { className: "toolbar" }, providers)]),
    build("div", { className: "class-forms" }, [
      signInForm(page),
      isOpen ? signUpForm(page) : build("p", { className: "class-soft" }, [say("account.sign-up-closed")]),
    ]),
  ];
}

function signInForm(page: AccountPage): HTMLFormElement {
  const { say } = page;
  const email = emailField(page);
  const password = passwordField({ label: say("account.password"), autocomplete: "current-password" });
  const form = formOf(say("account.sign-in"), [email.element, password.element]);
  onSubmit(page, form, async () => {
    const answer = await callAuth("sign-in/email", { email: email.input.value, password: password.input.value });
    if (!answer.ok) throw new Error(say(answer.status === 401 ? "account.wrong" : "account.bad-input"));
    await page.refresh();
  });
  return form;
}

function signUpForm(page: AccountPage): HTMLFormElement {
  const { say } = page;
  const name = inputField({
    label: say("account.name"),
    attributes: { required: "", maxlength: "80", autocomplete: "name" },
  });
  const email = emailField(page);
  const help = say("account.password-help");
  const password = passwordField({ label: say("account.password"), autocomplete: "new-password", help });
  const form = formOf(say("account.sign-up"), [name.element, email.element, password.element]);
  onSubmit(page, form, async () => {
    const body = { name: name.input.value, email: email.input.value, password: password.input.value };
    const answer = await callAuth("sign-up/email", body);
    if (!answer.ok) throw new Error(say(isTaken(answer) ? "account.exists" : "account.bad-input"));
    await page.refresh();
  });
  return form;
}

function isTaken(answer: Extract<AuthAnswer, { ok: false }>): boolean {
  return answer.code.startsWith("USER_ALREADY_EXISTS");
}

export function passwordField({
  label,
  autocomplete,
  help,
}: {
  readonly label: string;
  readonly autocomplete: string;
  readonly help?: string;
}): ReturnType<typeof inputField> {
  return inputField({
    label,
    attributes: { type: "password", required: "", minlength: "8", maxlength: "128", autocomplete },
    ...(help === undefined ? {} : { help }),
  });
}

function emailField({ say }: AccountPage): ReturnType<typeof inputField> {
  return inputField({
    label: say("account.email"),
    attributes: { type: "email", required: "", maxlength: "200", autocomplete: "email" },
  });
}

export function formOf(title: string, fields: readonly HTMLElement[], submit = title): HTMLFormElement {
  return build("form", { className: "panel class-stack" }, [
    build("h2", {}, [title]),
    ...fields,
    build("button", { className: "button primary", attributes: { type: "submit" } }, [submit]),
  ]);
}

export function onSubmit(page: AccountPage, form: HTMLFormElement, work: () => Promise<void>): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void page.attempt(form, work);
  });
}
