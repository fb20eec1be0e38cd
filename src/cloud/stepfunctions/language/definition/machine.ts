import type { Json, JsonObject } from "../json.ts";

/** A definition that has been checked: the shapes of Amazon States Language, with AWS's own names. */
export type StateMachine = StateBlock & {
  readonly Comment?: string;
  readonly Version?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly TimeoutSeconds?: number;
};

export type QueryLanguage = "JSONPath" | "JSONata";

/** States that belong together: a machine, a branch of Parallel, the processor of Map. */
export type StateBlock = {
  readonly StartAt: string;
  readonly States: { readonly [name: string]: State };
  readonly QueryLanguage?: QueryLanguage;
  readonly ProcessorConfig?: {
    readonly Mode?: "INLINE" | "DISTRIBUTED";
    readonly ExecutionType?: "STANDARD" | "EXPRESS";
  };
};

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

type CommonFields = {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
};

type Onward = { readonly Next?: string; readonly End?: boolean };

type ResultFields = {
  readonly Parameters?: Json;
  readonly Arguments?: Json;
  readonly ResultSelector?: JsonObject;
  readonly ResultPath?: string | null;
};

export type ErrorFields = { readonly Retry?: readonly Retrier[]; readonly Catch?: readonly Catcher[] };

export type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
};

export type Catcher = {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
};

export type PassState = CommonFields &
  Onward & {
    readonly Type: "Pass";
    readonly Result?: Json;
    readonly Parameters?: Json;
    readonly ResultPath?: string | null;
  };

export type TaskState = CommonFields &
  Onward &
  ResultFields &
  ErrorFields & {
    readonly Type: "Task";
    readonly Resource: string;
    readonly Credentials?: JsonObject;
    readonly TimeoutSeconds?: number | string;
    readonly TimeoutSecondsPath?: string;
    readonly HeartbeatSeconds?: number | string;
    readonly HeartbeatSecondsPath?: string;
  };

export type ChoiceState = CommonFields & {
  readonly Type: "Choice";
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
};

export type ChoiceRule = JsonObject & { readonly Next: string; readonly Assign?: JsonObject };

export type WaitState = CommonFields &
  Onward & {
    readonly Type: "Wait";
    readonly Seconds?: number | string;
    readonly SecondsPath?: string;
    readonly Timestamp?: string;
    readonly TimestampPath?: string;
  };

export type SucceedState = CommonFields & { readonly Type: "Succeed" };

export type FailState = {
  readonly Type: "Fail";
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
};

export type ParallelState = CommonFields &
  Onward &
  ResultFields &
  ErrorFields & { readonly Type: "Parallel"; readonly Branches: readonly StateBlock[] };

export type MapState = CommonFields &
  Onward &
  Omit<ResultFields, "Arguments"> &
  ErrorFields & {
    readonly Type: "Map";
    readonly ItemProcessor?: StateBlock;
    readonly Iterator?: StateBlock;
    readonly ItemsPath?: string;
    readonly Items?: Json;
    readonly ItemSelector?: Json;
    readonly ItemReader?: ItemReader;
    readonly ItemBatcher?: ItemBatcher;
    readonly ResultWriter?: ResultWriter;
    readonly Label?: string;
    readonly MaxConcurrency?: number | string;
    readonly MaxConcurrencyPath?: string;
    readonly ToleratedFailureCount?: number | string;
    readonly ToleratedFailureCountPath?: string;
    readonly ToleratedFailurePercentage?: number | string;
    readonly ToleratedFailurePercentagePath?: string;
  };

export type ItemReader = {
  readonly Resource: string;
  readonly ReaderConfig?: ReaderConfig;
  readonly Parameters?: JsonObject;
  readonly Arguments?: Json;
};

export type ReaderConfig = {
  readonly InputType?: string;
  readonly CSVHeaderLocation?: "FIRST_ROW" | "GIVEN";
  readonly CSVHeaders?: readonly string[];
  readonly CSVDelimiter?: string;
  readonly ItemsPointer?: string;
  readonly Transformation?: string;
  readonly MaxItems?: number | string;
  readonly MaxItemsPath?: string;
};

export type ItemBatcher = {
  readonly BatchInput?: Json;
  readonly MaxItemsPerBatch?: number | string;
  readonly MaxItemsPerBatchPath?: string;
  readonly MaxInputBytesPerBatch?: number | string;
  readonly MaxInputBytesPerBatchPath?: string;
};

export type ResultWriter = {
  readonly Resource?: string;
  readonly Parameters?: JsonObject;
  readonly Arguments?: Json;
  readonly WriterConfig?: JsonObject;
};

export function processorOf(state: MapState): StateBlock {
  const processor = state.ItemProcessor ?? state.Iterator;
  if (processor === undefined) throw new TypeError("a Map state has an ItemProcessor");
  return processor;
}
