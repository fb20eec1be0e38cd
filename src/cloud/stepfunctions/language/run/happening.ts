import type { Json } from "../json.ts";

/** What the world tells an execution. Answers to tasks that are no longer open are not taken. */
export type Happening =
  | { readonly kind: "time" }
  | { readonly kind: "task-started"; readonly id: string; readonly workerName?: string }
  | { readonly kind: "task-submitted"; readonly id: string; readonly output: Json }
  | { readonly kind: "task-heartbeat"; readonly id: string }
  | { readonly kind: "task-succeeded"; readonly id: string; readonly output: Json }
  | {
      readonly kind: "task-failed";
      readonly id: string;
      readonly error: string;
      readonly cause: string;
      /** Where it failed: before it was scheduled, started or submitted, or at work (the default). */
      readonly step?: "schedule" | "start" | "submit";
    }
  | { readonly kind: "items-read"; readonly id: string; readonly items: readonly Json[] }
  | { readonly kind: "items-failed"; readonly id: string; readonly cause: string }
  | { readonly kind: "results-written"; readonly id: string; readonly bucket: string; readonly key: string }
  | { readonly kind: "results-failed"; readonly id: string; readonly cause: string }
  | { readonly kind: "stop"; readonly error?: string; readonly cause?: string };

/** What an execution asks of the world, until it is answered. */
export type Want = TaskWant | ReadWant | WriteWant | TimeWant;

export type TaskWant = {
  readonly kind: "task";
  readonly id: string;
  readonly executionArn: string;
  readonly state: string;
  readonly resource: string;
  readonly integration: Integration;
  readonly arguments: Json;
  readonly credentials: Json;
  /** What SendTaskSuccess and its like name it by. */
  readonly token: string;
  readonly timeoutSeconds: number | null;
  readonly heartbeatSeconds: number | null;
  readonly started: boolean;
  /** Whether its answer is awaited elsewhere: the job of a `.sync`, or whoever holds the token. */
  readonly submitted: boolean;
};

/** ItemReader: get what its resource lists or holds and answer with the items. */
export type ReadWant = {
  readonly kind: "read-items";
  readonly id: string;
  readonly executionArn: string;
  readonly state: string;
  readonly resource: string;
  readonly arguments: Json;
  readonly config: Json;
  readonly maxItems: number | null;
};

/** ResultWriter: put the results where it says and answer with the place. */
export type WriteWant = {
  readonly kind: "write-results";
  readonly id: string;
  readonly executionArn: string;
  readonly state: string;
  readonly mapRunArn: string;
  readonly request: Json;
};

/** Nothing will happen by itself before this time. */
export type TimeWant = { readonly kind: "time"; readonly at: number };

export type Integration = {
  readonly service: "lambda" | "activity" | "integration";
  /** `sagemaker`, `aws-sdk:s3`, `lambda` … as events name it. */
  readonly resourceType: string;
  /** `createTrainingJob.sync`, as events name it. */
  readonly action: string;
  readonly pattern: "request-response" | "sync" | "wait-for-task-token";
};
