import type { Json, JsonObject } from "./json.ts";
import type { StepType } from "./step-types.ts";

export type ParameterType = "String" | "Integer" | "Float" | "Boolean";

export type Parameter = {
  readonly name: string;
  readonly type: ParameterType;
  /** null: a value must be given at the start. */
  readonly defaultValue: string | number | boolean | null;
  readonly enumValues: readonly (string | number | boolean)[] | null;
};

/** Operands are values or expressions, as they are written. */
export type Condition =
  | { readonly type: "Equals" | OrderType; readonly left: Json; readonly right: Json }
  | { readonly type: "In"; readonly query: Json; readonly values: readonly Json[] }
  | { readonly type: "Not"; readonly condition: Condition }
  | { readonly type: "Or"; readonly conditions: readonly Condition[] };

export type OrderType = "GreaterThan" | "GreaterThanOrEqualTo" | "LessThan" | "LessThanOrEqualTo";

export type RetryPolicy = {
  readonly exceptionTypes: readonly ExceptionType[];
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  /** How long it goes on: so many retries, or so many minutes since the step began. */
  readonly limit:
    | { readonly kind: "attempts"; readonly maxAttempts: number }
    | { readonly kind: "minutes"; readonly expireAfterMin: number };
};

export type ExceptionType =
  | "Step.SERVICE_FAULT"
  | "Step.THROTTLING"
  | "SageMaker.JOB_INTERNAL_ERROR"
  | "SageMaker.CAPACITY_ERROR"
  | "SageMaker.RESOURCE_LIMIT";

/** A file among the outputs of a processing step that Std:JsonGet may read. */
export type PropertyFile = { readonly name: string; readonly outputName: string; readonly filePath: string };

export type OutputParameter = { readonly name: string; readonly type: ParameterType };

export type StepDefinition = {
  readonly name: string;
  readonly type: StepType;
  readonly displayName: string | null;
  readonly description: string | null;
  /** Of a Condition step: nothing, its conditions stand apart. */
  readonly arguments: JsonObject;
  /** Members beside Arguments that a step type has: FunctionArn, SqsQueueUrl, CheckType … */
  readonly settings: JsonObject;
  readonly conditions: readonly Condition[];
  /** The condition step in whose branch this step stands, and the outcome that opens it. */
  readonly branch: { readonly condition: string; readonly outcome: boolean } | null;
  readonly dependsOn: readonly string[];
  /** All steps that must have succeeded before: dependsOn, references, the condition of the branch. */
  readonly needs: readonly string[];
  readonly cache: { readonly expireAfterMs: number | null } | null;
  readonly retryPolicies: readonly RetryPolicy[];
  readonly propertyFiles: readonly PropertyFile[];
  readonly outputParameters: readonly OutputParameter[];
};

/** A definition that has been read: plain data, branches flattened, in the order in which the steps are written. */
export type PipelineDefinition = {
  readonly version: "2020-12-01";
  readonly metadata: JsonObject;
  readonly parameters: readonly Parameter[];
  readonly experiment: { readonly experimentName: Json; readonly trialName: Json } | null;
  readonly steps: readonly StepDefinition[];
};

export type Diagnostic = {
  readonly severity: "error" | "warning";
  readonly step: string | null;
  /** Where in the definition: "Steps[1].Arguments.RoleArn". */
  readonly path: string;
  readonly message: string;
};

/** Collects what is found wrong while a definition is read. */
export type Report = {
  readonly error: (place: { readonly step?: string | null; readonly path: string }, message: string) => void;
  readonly warning: (place: { readonly step?: string | null; readonly path: string }, message: string) => void;
};
