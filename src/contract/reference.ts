import type { DoorName } from "./doors.ts";

/** What the reference says of one export of a door, read from its declaration and docstring. */
export type ReferenceEntry = {
  readonly name: string;
  readonly kind: "function" | "class" | "value" | "type";
  /** The declaration without its body. */
  readonly signature: string;
  readonly paragraphs: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  readonly returns?: string;
  readonly throws?: string;
  readonly source?: string;
  /** A program that can be run as it stands: imports, and each claim written to the console. */
  readonly examples: readonly string[];
};

export type ReferenceDoor = {
  readonly door: DoorName;
  readonly lead: string;
  readonly entries: readonly ReferenceEntry[];
};
