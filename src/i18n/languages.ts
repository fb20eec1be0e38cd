/** The languages of Siklus. The order is that of the language page; the first is the fallback. */
export const languages = ["en", "id"] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", id: "Bahasa Indonesia" };

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

export function otherLanguage(language: Language): Language {
  return language === "en" ? "id" : "en";
}
