import { fieldOf } from "../json.ts";
import type { Execution, Scope } from "./execution.ts";
import type { Want } from "./happening.ts";
import { integrationOf } from "./integration-of.ts";

/** What an execution waits for: answers, and the earliest time at which it goes on by itself. */
export function wantsOf(execution: Execution): readonly Want[] {
  if (execution.outcome.status !== "RUNNING") return [];
  const scopes = Object.values(execution.scopes);
  const times = [...scopes.map(dueTime), execution.timeoutAt].filter((at) => at !== null);
  const asked = scopes.flatMap(wantOf);
  return times.length === 0 ? asked : [...asked, { kind: "time", at: times.reduce((a, b) => Math.min(a, b)) }];
}

/** When a scope goes on by itself, or null. */
export function dueTime({ phase }: Scope): number | null {
  if (phase.kind === "wait" || phase.kind === "retry") return phase.until;
  if (phase.kind !== "task") return null;
  const { timeoutAt, heartbeatAt } = phase.task;
  return timeoutAt === null || heartbeatAt === null ? (timeoutAt ?? heartbeatAt) : Math.min(timeoutAt, heartbeatAt);
}

function wantOf({ phase, log: executionArn }: Scope): readonly Want[] {
  switch (phase.kind) {
    case "task": {
      const { id, resource, credentials, token, timeoutSeconds, heartbeatSeconds, started, submitted } = phase.task;
      return [
        {
          kind: "task",
          id,
          executionArn,
          state: phase.visit.state,
          resource,
          integration: integrationOf(resource),
          arguments: phase.task.arguments,
          credentials,
          token,
          timeoutSeconds,
          heartbeatSeconds,
          started,
          submitted,
        },
      ];
    }
    case "read-items":
      return [
        {
          kind: "read-items",
          id: phase.id,
          executionArn,
          state: phase.visit.state,
          resource: String(fieldOf(phase.reader, "resource")),
          arguments: fieldOf(phase.reader, "arguments") ?? {},
          config: fieldOf(phase.reader, "config") ?? {},
          maxItems: Number(fieldOf(phase.reader, "maxItems")) || null,
        },
      ];
    case "write-results":
      return [
        {
          kind: "write-results",
          id: phase.id,
          executionArn,
          state: phase.visit.state,
          mapRunArn: phase.mapRunArn,
          request: phase.request,
        },
      ];
    default:
      return [];
  }
}
