import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { errorWords } from "#browser/server/error-words.ts";
import { findServer, type ServerFacts } from "#browser/server/find-server.ts";
import { ServerError } from "#browser/server/server-error.ts";
import { type AccountFacts, type AccountPage, sayIn, type User } from "./account-page.ts";
import { accountsView } from "./accounts-view.ts";
import { practiceView } from "./practice-view.ts";
import { dataView, profileView } from "./profile-view.ts";
import { whyNotSignedIn, withoutError } from "./sign-in-by-provider.ts";
import { signInView } from "./sign-in-view.ts";
import { submissionsView } from "./submissions-view.ts";

/** The account's page: signing in, what is mine on the server, and for an admin the accounts of the site. */
class SiklusAccount extends HTMLElement {
  connectedCallback(): void {
    const facts = JSON.parse(this.#part("facts").textContent ?? "") as AccountFacts; // by Account.astro
    const { say, sayError } = sayIn(facts.words);
    const [body, status] = [this.#part("body"), this.#part("status")];
    const tell = (text: string): void => {
      status.textContent = text;
      status.hidden = text === "";
    };
    const open = async (): Promise<void> => {
      const found = await findServer();
      if (found.state === "none")
        return body.replaceChildren(build("p", { className: "status" }, [say("account.none")]));
      if (found.state === "offline") throw new ServerError("offline", "no server asked");
      const page: AccountPage = {
        ...facts,
        server: found.facts,
        say,
        sayError,
        tell,
        refresh: () => draw(page, body),
        attempt: (by, work) => attempt({ by, work, sayError }),
      };
      const refused = whyNotSignedIn(location.search, say);
      history.replaceState(null, "", location.pathname + withoutError(location.search) + location.hash);
      await page.refresh();
      if (refused !== null)
        body.prepend(build("p", { className: "status", attributes: { role: "alert", "data-tone": "bad" } }, [refused]));
    };
    const start = (): void => {
      open().catch((error: unknown) => {
        const text = errorWords(error, sayError);
        body.replaceChildren(
          build("p", { className: "status", attributes: { role: "alert", "data-tone": "warn" } }, [text]),
          buildButton({ text: say("account.again"), onPress: start }),
        );
      });
    };
    start();
  }

  #part(name: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`the account's markup has no part ${name}`);
    return found;
  }
}

async function draw(page: AccountPage, body: HTMLElement): Promise<void> {
  const { say, tell } = page;
  const token = firstAdminToken(page.server);
  const { user } = await callServer("get", "/api/me", {});
  if (token !== null && user !== null && !user.isGuest) {
    await callServer("post", "/api/first-admin", { body: { token } });
    history.replaceState(null, "", location.pathname + location.search);
    tell(say("account.first-admin-done"));
    return draw(page, body);
  }
  if (user === null || user.isGuest) {
    const words =
      token !== null
        ? say("account.first-admin-sign-in")
        : user === null
          ? null
          : say("account.guest", { name: user.name });
    const about =
      words === null ? [] : [build("p", { className: "status", attributes: { "data-tone": "good" } }, [words])];
    body.replaceChildren(...about, ...signInView(page));
    return;
  }
  body.replaceChildren(profileView(page, user), ...(await signedInViews(page, user)));
}

async function signedInViews(page: AccountPage, user: User): Promise<HTMLElement[]> {
  return [
    await practiceView(page),
    await submissionsView(page),
    dataView(page),
    ...(user.role === "admin" ? [accountsView(page)] : []),
  ];
}

function firstAdminToken({ needsAdmin }: ServerFacts): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get("first-admin");
  return needsAdmin ? token : null;
}

async function attempt({
  by,
  work,
  sayError,
}: {
  readonly by: HTMLElement;
  readonly work: () => Promise<void>;
  readonly sayError: AccountPage["sayError"];
}): Promise<void> {
  if (by.nextElementSibling?.matches("[data-part='refused']") === true) by.nextElementSibling.remove();
  by.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    // A form's own words come as the message of a plain error.
    const text =
      error instanceof ServerError ? errorWords(error, sayError) : error instanceof Error ? error.message : `${error}`;
    by.after(
      build("p", { className: "status", attributes: { "data-tone": "bad", "data-part": "refused", role: "alert" } }, [
        text,
      ]),
    );
  } finally {
    by.removeAttribute("aria-busy");
  }
}

customElements.define("siklus-account", SiklusAccount);
