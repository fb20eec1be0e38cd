import type { Rng } from "#engine/core/random.ts";
import type { AwsError } from "./aws-error.ts";
import type { Bill } from "./bill.ts";
import type { Blobs } from "./blobs.ts";
import type { Credential } from "./credential.ts";
import type { Ids } from "./ids.ts";
import type { Principal } from "./principal.ts";
import type { ServiceModel } from "./service-model.ts";
import type { Table } from "./table.ts";

/** A service: a table of operations, and of what happens later. Nothing else is in it; what it knows lies in the cloud's state. */
export type Service = {
  /** As in src/cloud/models: "s3", "stepfunctions" … */
  readonly name: string;
  /** "global" for services with one set of resources for all regions. */
  readonly scope: "regional" | "global";
  /** What stands before the colon of its IAM actions; the signing name when left out. */
  readonly iamPrefix?: string;
  readonly operations: Readonly<Record<string, AnyOperation>>;
  /** What a request needs to be allowed; `*` on all resources when an operation is not named here. */
  readonly permissions?: Readonly<Record<string, AnyPermissions>>;
  readonly events?: Readonly<Record<string, AnyEvent>>;
  /** IAM alone has one. */
  readonly guard?: Guard;
};

/**
 * An operation, typed by the SDK: `const createTrainingJob: Operation<CreateTrainingJobCommandInput, CreateTrainingJobCommandOutput>`.
 * Its input has been validated against AWS's model. Bytes are Uint8Array, times are Date, as in the SDK.
 */
export type Operation<Input, Output> = (context: Context, input: Input) => Answer<Output> | Promise<Answer<Output>>;

export type Answer<Output> = Omit<Output, "$metadata">;

/** Any operation: its input is what its model says, which the cloud has checked before it asks. */
export type AnyOperation = (context: Context, input: never) => object | Promise<object>;
export type AnyPermissions = (context: Context, input: never) => readonly Permission[];
export type AnyEvent = (context: Context, data: never) => void | Promise<void>;

export type Permission = {
  /** "sagemaker:CreateTrainingJob" */
  readonly action: string;
  /** ARNs; "*" alone when the action knows no resources. */
  readonly resources: readonly string[];
  /** Condition keys beyond the global ones: `{ "iam:PassedToService": ["sagemaker.amazonaws.com"] }`. */
  readonly conditions?: Readonly<Record<string, readonly string[]>>;
  /** A policy that the resource itself has, such as a bucket's: asked beside those of the caller. */
  readonly resourcePolicy?: string;
};

/** All that an operation or an event may touch. */
export type Context = {
  /** The simulated time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly region: string;
  readonly accountId: string;
  readonly service: string;
  /** The operation, or the event. */
  readonly operation: string;
  readonly requestId: string;
  readonly principal: Principal;
  readonly rng: Rng;
  readonly ids: Ids;
  readonly model: ServiceModel;
  /** A table of this service in this region, made when first written to. */
  readonly table: <Row>(name: string) => Table<Row>;
  readonly blobs: Blobs;
  readonly bill: Bill;
  /** Key pairs by access key id: IAM and STS make them, the wire reads them. */
  readonly credentials: Table<Credential>;
  /** `arn:aws:<iam prefix>:<region>:<account>:<resource>` of this service; no region when it is global. */
  readonly arn: (resource: string) => string;
  /** Runs an event of this service when its time has come; the answer is its id, for `cancel`. `data` is plain. */
  readonly at: (time: number, happening: { readonly event: string; readonly data: unknown }) => string;
  readonly cancel: (eventId: string) => void;
  /** Another service's operation, as the caller or, with `as`, under a role that lets this service in. Throws what that operation throws. */
  readonly call: <Output>(request: Call) => Promise<Answer<Output>>;
  /** Throws the service's denial when the caller may not. */
  readonly authorize: (permission: Permission) => void;
  /** The caller takes a role on. Throws AccessDenied when the role's trust or the caller's policies do not allow it. */
  readonly assume: (request: AssumeRole) => Principal;
  /** The caller hands a role to a service: iam:PassRole is asked, and the role has to let that service in. */
  readonly passRole: (role: { readonly roleArn: string; readonly service: string }) => void;
  readonly ports: Ports;
};

export type Call = {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly region?: string;
  readonly as?: { readonly roleArn: string; readonly service: string; readonly sessionName?: string };
};

export type AssumeRole = {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  /** Texts. */
  readonly sessionPolicies: readonly string[];
  /** ARNs of policies that narrow the session as well. */
  readonly policyArns: readonly string[];
  readonly sessionTags: Readonly<Record<string, string>>;
  readonly durationSeconds: number;
};

/** What a cloud needs of its host. */
export type Ports = {
  /** Runs code that a learner wrote (script mode, Lambda, Glue scripts): the page has a realm for it, the server its sandbox. */
  readonly runCode?: (job: CodeJob) => Promise<CodeOutcome>;
};

export type CodeJob = {
  /** "lambda", "sagemaker-training" …: what kind of world the code expects. */
  readonly kind: string;
  readonly source: string;
  /** The function to call. */
  readonly handler: string;
  /** Plain data. */
  readonly input: unknown;
  readonly timeoutMs: number;
};

export type CodeOutcome =
  | { readonly status: "returned"; readonly value: unknown; readonly logs: readonly string[] }
  | {
      readonly status: "threw";
      readonly errorType: string;
      readonly errorMessage: string;
      readonly logs: readonly string[];
    }
  | { readonly status: "timed-out"; readonly logs: readonly string[] };

/** IAM, as the rest of the cloud sees it. Its own context is handed in. */
export type Guard = {
  /** Why not, or nothing. */
  readonly denialOf: (
    context: Context,
    request: { readonly principal: Principal; readonly permission: Permission; readonly region: string },
  ) => string | undefined;
  /** The principal that a service becomes when it takes a role on, or nothing when the role is missing or does not trust it. */
  readonly roleFor: (
    context: Context,
    request: { readonly roleArn: string; readonly service: string; readonly sessionName: string },
  ) => Principal | undefined;
  /** The principal that the caller becomes; throws what STS answers when it may not. */
  readonly assume: (
    context: Context,
    request: AssumeRole & { readonly caller: Principal; readonly region: string },
  ) => Principal;
};

/** Asked before every request from outside: throttling, failures and expiries that a test or a lesson stages. */
export type Faults = (request: {
  readonly service: string;
  readonly operation: string;
  readonly principal: Principal;
  readonly now: number;
}) => AwsError | undefined;
