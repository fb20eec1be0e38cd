import type { StateMachine } from "../definition/machine.ts";
import type { Json, JsonObject } from "../json.ts";

/**
 * An execution as plain data: it survives structuredClone and JSON between any two happenings, and whoever holds it can go on.
 * Times are milliseconds since 1970. Open tasks, waits and retries are among its scopes.
 */
export type Execution = {
  readonly machine: StateMachine;
  readonly identity: ExecutionIdentity;
  readonly input: Json;
  readonly startedAt: number;
  /** The clock of the last thing that happened. */
  readonly now: number;
  readonly outcome: Outcome;
  /** When TimeoutSeconds of the machine runs out. */
  readonly timeoutAt: number | null;
  /** Places where states run: the machine, and one for every branch and iteration under way. */
  readonly scopes: { readonly [id: string]: Scope };
  /** Scopes with something to do now, in turn. */
  readonly ready: readonly string[];
  readonly nextScope: number;
  readonly nextTask: number;
  /** Histories: the execution's own, and one for each child of a distributed Map; how many events each has. */
  readonly eventCounts: { readonly [executionArn: string]: number };
  readonly mapRuns: { readonly [mapRunArn: string]: MapRun };
};

export type ExecutionIdentity = {
  readonly executionArn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
};

export type Outcome =
  | { readonly status: "RUNNING" }
  | { readonly status: "SUCCEEDED"; readonly output: Json; readonly stoppedAt: number }
  | {
      readonly status: "FAILED" | "TIMED_OUT" | "ABORTED";
      readonly error: string | null;
      readonly cause: string | null;
      readonly stoppedAt: number;
    };

export type Scope = {
  readonly id: string;
  readonly parent: string | null;
  /** Which branch or iteration of the parent this is. */
  readonly index: number;
  /** Where its states stand in the definition, such as `["States", "Each", "ItemProcessor"]`. */
  readonly block: readonly (string | number)[];
  /** The history that its events go to. */
  readonly log: string;
  readonly identity: ExecutionIdentity;
  readonly executionInput: Json;
  readonly startedAt: number;
  readonly lastEvent: number;
  readonly variables: JsonObject;
  /** `Map` of the context object, inside an iteration. */
  readonly item: JsonObject | null;
  readonly phase: Phase;
};

export type Phase =
  | { readonly kind: "enter"; readonly state: string; readonly input: Json }
  | { readonly kind: "run"; readonly visit: Visit }
  | { readonly kind: "wait"; readonly visit: Visit; readonly until: number }
  | { readonly kind: "retry"; readonly visit: Visit; readonly until: number }
  | { readonly kind: "task"; readonly visit: Visit; readonly task: OpenTask }
  | {
      readonly kind: "read-items";
      readonly visit: Visit;
      readonly id: string;
      readonly plan: MapPlan;
      readonly reader: Json;
    }
  | {
      readonly kind: "write-results";
      readonly visit: Visit;
      readonly id: string;
      readonly request: Json;
      readonly mapRunArn: string;
    }
  | { readonly kind: "children"; readonly visit: Visit; readonly children: Children };

/** A stay in a state, from its entered event to its exited one. */
export type Visit = {
  readonly state: string;
  readonly input: Json;
  readonly enteredAt: number;
  readonly enteredEvent: number;
  /** How often each retrier has been used. */
  readonly retries: readonly number[];
};

export type OpenTask = {
  readonly id: string;
  readonly token: string;
  readonly resource: string;
  readonly arguments: Json;
  readonly credentials: Json;
  readonly timeoutSeconds: number | null;
  readonly heartbeatSeconds: number | null;
  readonly timeoutAt: number | null;
  readonly heartbeatAt: number | null;
  readonly started: boolean;
  readonly submitted: boolean;
};

export type Children = {
  readonly kind: "parallel" | "map";
  readonly results: readonly Json[];
  readonly running: readonly string[];
  readonly plan: MapPlan | null;
};

/** What a Map has still to do. */
export type MapPlan = {
  readonly items: readonly Json[];
  /** `Map.Item` of each: null means that index and value say it all. */
  readonly keys: readonly string[] | null;
  readonly next: number;
  readonly maxConcurrency: number;
  readonly toleratedCount: number | null;
  readonly toleratedPercentage: number | null;
  readonly mapRunArn: string | null;
};

/** A run of a distributed Map, as DescribeMapRun and ListExecutions tell of it. */
export type MapRun = {
  readonly mapRunArn: string;
  readonly label: string;
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly total: number;
  readonly children: { readonly [executionArn: string]: MapChild };
};

export type MapChild = {
  readonly executionArn: string;
  readonly name: string;
  readonly index: number;
  readonly input: Json;
  readonly startedAt: number;
  readonly outcome: Outcome;
};
