import { build } from "#browser/dom/build.ts";
import { areaField } from "#browser/dom/fields.ts";
import { callServer } from "#browser/server/call-server.ts";
import { ServerError } from "#browser/server/server-error.ts";
import type { InputAt } from "#contract/api/route-types.ts";

type Signed = NonNullable<InputAt<"post", "/api/verify-score">["body"]>;

export type CheckWords = {
  readonly title: string;
  readonly about: string;
  readonly field: string;
  readonly button: string;
  readonly unreadable: string;
  readonly isFalse: string;
  readonly genuine: (claims: Signed["claims"]) => string;
  readonly error: (code: ServerError["code"]) => string;
};

/** A form for a score that somebody handed in as a file: whether this server signed exactly that. */
export function checkSignedScore(words: CheckWords): HTMLElement {
  const { element, input } = areaField({ label: words.field, attributes: { rows: "8", spellcheck: "false" } });
  const status = build("p", { attributes: { role: "status" } });
  const tell = (text: string, tone: "good" | "bad" | "warn"): void => {
    status.textContent = text;
    status.className = "status";
    status.dataset["tone"] = tone;
  };
  const form = build("form", { className: "class-stack" }, [
    build("h2", {}, [words.title]),
    build("p", { className: "class-soft" }, [words.about]),
    element,
    build("button", { className: "button", attributes: { type: "submit" } }, [words.button]),
    status,
  ]);
  const check = async (): Promise<void> => {
    const body = parse(input.value);
    if (body === undefined) return tell(words.unreadable, "warn");
    try {
      const { isGenuine } = await callServer("post", "/api/verify-score", { body });
      tell(isGenuine ? words.genuine(body.claims) : words.isFalse, isGenuine ? "good" : "bad");
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      tell(error.code === "bad-request" ? words.unreadable : words.error(error.code), "warn");
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void check();
  });
  return form;
}

/** What looks like a signed score; the server judges its parts. */
function parse(text: string): Signed | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null;
    return isObject && "claims" in value && "keyId" in value && "signature" in value ? (value as Signed) : undefined; // refused by the server else
  } catch {
    return undefined;
  }
}
