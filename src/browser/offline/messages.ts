import type { Language } from "#i18n/languages.ts";

/** Page → service worker. */
export type ToWorker =
  /** A page has loaded. With `keep: "visited"` only it and the files it has loaded are kept, else its whole language. */
  | {
      readonly kind: "arrived";
      readonly language: Language;
      readonly keep: "all" | "visited";
      readonly urls: readonly string[];
    }
  | { readonly kind: "keep"; readonly language: Language }
  | { readonly kind: "tell-status" }
  /** The reader wants the new version now. */
  | { readonly kind: "accept-update" };

/** How much of a language this device holds. */
export type LanguageStatus =
  | { readonly status: "none" }
  | { readonly status: "ready"; readonly bytes: number }
  | { readonly status: "partial" | "downloading" | "interrupted" | "full"; readonly fraction: number };

/** Service worker → page. */
export type FromWorker = {
  readonly kind: "offline-status";
  readonly version: string;
  readonly languages: Readonly<Record<Language, LanguageStatus>>;
};
