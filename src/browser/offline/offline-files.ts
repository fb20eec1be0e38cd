import type { Language } from "#i18n/languages.ts";

/** A file of the built site: its path below the base ("en/07-metrics/" for that folder's index.html), a digest of its content, its size. */
export type OfflineFile = { readonly path: string; readonly revision: string; readonly bytes: number };

/** All files that are kept for offline use: those that every page may need, and those of one language. */
export type OfflineFiles = Readonly<Record<"shared" | Language, readonly OfflineFile[]>>;
