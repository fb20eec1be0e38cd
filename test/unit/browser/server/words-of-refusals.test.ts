import { expect, it } from "vitest";
import { apiError } from "#contract/api/common.ts";
import { languages } from "#i18n/languages.ts";
import { wordsOf } from "#i18n/t.ts";

it("every refusal of the server, and no answer at all, has words in both languages", () => {
  const codes = [...apiError.shape.error.shape.code.options, "offline", "no-server"];
  for (const language of languages)
    expect(codes.filter((code) => !Object.hasOwn(wordsOf(language, ["server"]), `server.${code}`))).toEqual([]);
});
