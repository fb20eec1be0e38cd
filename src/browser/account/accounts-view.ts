import { build, buildButton } from "#browser/dom/build.ts";
import { bareSelect, inputField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import type { AccountPage } from "./account-page.ts";

type Account = AnswerAt<"get", "/api/admin/accounts">["accounts"][number];
const roles = ["learner", "teacher", "admin"] as const;

/** For an admin: everybody's account, and who may teach. */
export function accountsView(page: AccountPage): HTMLElement {
  const { say } = page;
  const search = inputField({ label: say("account.accounts-search"), attributes: { type: "search" } });
  const list = build("ul", { className: "class-cards" });
  const more = buildButton({ text: say("account.accounts-more"), onPress: () => void page.attempt(more, load) });
  let next: string | null = null;
  const load = async (): Promise<void> => {
    const query = {
      ...(search.input.value === "" ? {} : { search: search.input.value }),
      ...(next === null ? {} : { after: next }),
    };
    const answer = await callServer("get", "/api/admin/accounts", { query });
    list.append(...answer.accounts.map((account) => row(page, account)));
    next = answer.next;
    more.hidden = next === null;
  };
  const restart = (): void => {
    next = null;
    list.replaceChildren();
    void page.attempt(more, load);
  };
  search.input.addEventListener("change", restart);
  restart();
  return build("section", { className: "class-stack" }, [
    build("h2", {}, [say("account.accounts")]),
    search.element,
    list,
    more,
  ]);
}

function row(page: AccountPage, { id, name, email, role, isGuest }: Account): HTMLElement {
  const { say } = page;
  const select = bareSelect({
    label: say("account.role-of", { name }),
    choices: roles.map((one) => [one, say(`account.role-${one}`)] as const),
    value: role,
  });
  select.addEventListener("change", () => {
    const chosen = roles.find((one) => one === select.value) ?? role;
    void page.attempt(select, async () => {
      await callServer("put", "/api/admin/accounts/{userId}/role", { params: { userId: id }, body: { role: chosen } });
      page.tell(say("account.role-set", { name, role: say(`account.role-${chosen}`) }));
    });
  });
  return build("li", { className: "panel" }, [
    build("p", { className: "class-facts" }, [build("strong", {}, [name]), email, ...(isGuest ? [] : [select])]),
  ]);
}
