import { expect, it } from "vitest";
import { whyNotSignedIn, withoutError } from "#browser/account/sign-in-by-provider.ts";
import { t } from "#i18n/t.ts";

const say = t("en");

it("whoever was signed in, or came by no provider, is told nothing", () => {
  expect(whyNotSignedIn("", say)).toBeNull();
  expect(whyNotSignedIn("?back=%2Fen%2F", say)).toBeNull();
});

it("an error of a provider is said in words; an unknown one with its code", () => {
  expect(whyNotSignedIn("?error=account_not_linked", say)).toBe(say("account.provider-taken"));
  expect(whyNotSignedIn("?back=x&error=access_denied", say)).toBe(say("account.provider-denied"));
  expect(whyNotSignedIn("?error=invalid_code", say)).toContain("(code: invalid_code)");
});

it("a link made by somebody else puts no words of theirs on the page", () => {
  const made = new URLSearchParams({ error: "Call 0800 1234 and tell them your password" });
  expect(whyNotSignedIn(`?${made}`, say)).toContain("(code: unknown)");
  expect(whyNotSignedIn("?error=__proto__", say)).toContain("(code: __proto__)");
});

it("the next try carries the way back along, and nothing of the failure", () => {
  expect(withoutError("?back=%2Fen%2F&error=x&error_description=y&state=z")).toBe("?back=%2Fen%2F");
  expect(withoutError("?error=x")).toBe("");
});
