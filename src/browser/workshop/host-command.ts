import type { InputAt } from "#contract/api/route-types.ts";

/** What a host can ask of a workshop. */
export type HostCommand = InputAt<"post", "/api/workshops/{workshopId}/control">["body"];
