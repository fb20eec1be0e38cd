import { build, buildButton } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { chooseSync, syncChoice } from "#browser/sync/sync-choice.ts";
import { syncPractice } from "#browser/sync/sync-practice.ts";
import type { AccountPage } from "./account-page.ts";

/** Whether this browser's practice is kept in the account too: offered once, changed at any time. */
export async function practiceView(page: AccountPage): Promise<HTMLElement> {
  const { say } = page;
  const { user } = await callServer("get", "/api/me", {});
  const section = build("section", { className: "panel class-stack" });
  const status = build("p", { className: "class-soft", attributes: { role: "status" } });
  const keep = buildButton({
    text: say("account.practice-keep"),
    className: "button primary",
    onPress: () =>
      void page.attempt(keep, async () => {
        chooseSync({ state: "on", userId: user?.id ?? "" });
        const outcome = await syncPractice();
        draw(outcome === "synced" ? "account.practice-synced" : "account.practice-failed");
      }),
  });
  const off = buildButton({
    text: say("account.practice-not"),
    onPress: () => {
      chooseSync({ state: "off" });
      draw("account.practice-off");
    },
  });
  const draw = (
    key: "account.practice-offer" | "account.practice-synced" | "account.practice-off" | "account.practice-failed",
  ) => {
    const isOn = syncChoice()?.state === "on";
    status.textContent = say(key);
    keep.hidden = isOn && key !== "account.practice-failed";
    off.hidden = syncChoice()?.state === "off";
  };
  section.append(
    build("h2", {}, [say("account.practice")]),
    status,
    build("div", { className: "toolbar" }, [keep, off]),
  );
  const choice = syncChoice();
  // Somebody else's browser, or one that two people share: asked anew.
  if (choice?.state === "on" && choice.userId !== user?.id) chooseSync(null);
  const now = syncChoice();
  draw(
    now === null ? "account.practice-offer" : now.state === "on" ? "account.practice-synced" : "account.practice-off",
  );
  if (now?.state === "on" && (await syncPractice()) !== "synced") draw("account.practice-failed");
  return section;
}
