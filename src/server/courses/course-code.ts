import { joinCode } from "#server/workshops/join-code.ts";

/** Eight signs in two groups: it stands on a slide for a whole term. */
export function courseCode(): string {
  return `${joinCode().slice(0, 4)}-${joinCode().slice(0, 4)}`;
}

/** As people type it: with or without the hyphen, in any case. */
export function tidyCourseCode(typed: string): string {
  const signs = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
