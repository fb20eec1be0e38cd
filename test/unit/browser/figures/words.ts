import { wordsOf } from "#i18n/t.ts";

export const english = { language: "en", text: wordsOf("en", ["figure"]) } as const;
export const indonesian = { language: "id", text: wordsOf("id", ["figure"]) } as const;
