import type { EditorKind } from "#contract/keep.ts";

export type { EditorKind };

/** The kinds without the schema: zod stays out of what a page loads first. */
export const editorKindNames = ["full", "light", "plain"] as const satisfies readonly EditorKind[];
