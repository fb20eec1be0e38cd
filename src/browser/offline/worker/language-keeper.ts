import type { Language } from "#i18n/languages.ts";
import type { LanguageStatus } from "../messages.ts";
import type { OfflineFile, OfflineFiles } from "../offline-files.ts";
import { type DownloadOutcome, download } from "./download.ts";
import type { FileStore } from "./file-store.ts";

export type LanguageKeeper = {
  /** Notes that the language is wanted and fetches what is missing of it. A second call joins the first. */
  keep(language: Language): Promise<DownloadOutcome>;
  /** Languages that some version on this device was asked to keep. */
  wanted(): Promise<Language[]>;
  status(language: Language): Promise<LanguageStatus>;
};

export function createLanguageKeeper({
  files,
  store,
  scope,
  wantedName,
  onChange,
}: {
  readonly files: OfflineFiles;
  readonly store: FileStore;
  readonly scope: string;
  /** Name of the cache that remembers, for this version and later ones, which languages are wanted. */
  readonly wantedName: string;
  readonly onChange: () => void;
}): LanguageKeeper {
  const running = new Map<Language, Promise<DownloadOutcome>>();
  const outcomes = new Map<Language, DownloadOutcome>();
  const filesOf = (language: Language) => [...files.shared, ...files[language]];

  const run = async (language: Language) => {
    try {
      await noteWanted(language);
      const outcome = await download({ files: filesOf(language), store, scope, onProgress: onChange });
      outcomes.set(language, outcome);
      return outcome;
    } finally {
      running.delete(language);
      onChange();
    }
  };
  const noteWanted = async (language: Language) => {
    const cache = await caches.open(wantedName);
    await cache.put(new URL(language, scope), new Response(language)).catch(() => undefined); // no room: download says it
  };

  return {
    keep(language) {
      const known = running.get(language);
      if (known !== undefined) return known;
      const made = run(language);
      running.set(language, made);
      return made;
    },
    async wanted() {
      const keys = await (await caches.open(wantedName)).keys();
      const names = keys.map(({ url }) => url.slice(scope.length));
      return (["en", "id"] as const).filter((language) => names.includes(language));
    },
    async status(language) {
      const own = filesOf(language);
      const missing = await store.missing(own);
      if (missing.length === 0) return { status: "ready", bytes: sizeOf(own) };
      const fraction = 1 - sizeOf(missing) / sizeOf(own);
      const outcome = outcomes.get(language);
      if (running.has(language)) return { status: "downloading", fraction };
      if (outcome === "full" || outcome === "interrupted") return { status: outcome, fraction };
      const isTouched = (await store.missing(files[language])).length < files[language].length;
      return isTouched ? { status: "partial", fraction } : { status: "none" };
    },
  };
}

function sizeOf(files: readonly OfflineFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
