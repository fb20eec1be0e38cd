import doors from "virtual:siklus/reference";
import type { ReferenceDoor } from "#contract/reference.ts";

/** What the doors export, read from the engine's source when the site is built. */
export const referenceDoors: readonly ReferenceDoor[] = doors;
