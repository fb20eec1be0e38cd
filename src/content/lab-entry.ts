import type { Column } from "siklus/data";
import type { LabId, LabManifest } from "#contract/lab.ts";
import type { Language } from "#i18n/languages.ts";

/** What a page knows of a lab. Everything but titles and summaries is HTML made from the author's Markdown. */
export type LabEntry = {
  readonly labId: LabId;
  readonly stage: string;
  readonly slug: string;
  readonly manifest: LabManifest;
  readonly starter: string;
  readonly solution: string;
  readonly data: readonly LabDataEntry[];
  readonly text: Readonly<Record<Language, LabWords>>;
};

export type LabDataEntry = {
  readonly file: string;
  readonly origin: string;
  readonly licence: string;
  /** Where it lies in the repository. */
  readonly path: string;
  readonly rowCount: number;
  readonly columns: readonly { readonly name: string; readonly type: Column["type"] }[];
};

export type LabWords = {
  readonly title: string;
  readonly summary: string;
  /** The task, as blocks. */
  readonly task: string;
  /** Inline HTML, by check id. */
  readonly checks: Readonly<Record<string, string>>;
  /** Inline HTML with {placeholders}, by message key. Escape what is put in. */
  readonly messages: Readonly<Record<string, string>>;
  readonly hints: readonly string[];
  readonly mistakes: Readonly<Record<string, string>>;
  readonly solution: string;
};
