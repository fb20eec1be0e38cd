import type { FieldRules } from "./field-rules.ts";

const seconds = { kind: "integer", least: 1, most: 99_999_999, query: true } as const;

const common: FieldRules = {
  Type: { kind: "text", required: true },
  Comment: { kind: "text" },
  QueryLanguage: { kind: "one-of", values: ["JSONPath", "JSONata"] },
};

const inputOutput: FieldRules = {
  ...common,
  InputPath: { kind: "path", path: "any-or-null", only: "JSONPath" },
  OutputPath: { kind: "path", path: "any-or-null", only: "JSONPath" },
  Output: { kind: "template", only: "JSONata" },
};

const onward: FieldRules = {
  Next: { kind: "text" },
  End: { kind: "flag" },
  Assign: { kind: "template", mustBeObject: true },
};

const work: FieldRules = {
  Parameters: { kind: "template", only: "JSONPath" },
  ResultPath: { kind: "path", path: "result", only: "JSONPath" },
  ResultSelector: { kind: "template", mustBeObject: true, only: "JSONPath" },
  Retry: { kind: "list" },
  Catch: { kind: "list" },
};

/** Which fields each type of state has. */
export const stateFields: { readonly [type: string]: FieldRules } = {
  Pass: {
    ...inputOutput,
    ...onward,
    Parameters: { kind: "template", only: "JSONPath" },
    ResultPath: { kind: "path", path: "result", only: "JSONPath" },
    Result: { kind: "any", only: "JSONPath" },
  },
  Task: {
    ...inputOutput,
    ...onward,
    ...work,
    Arguments: { kind: "template", only: "JSONata" },
    Resource: { kind: "text", required: true, pattern: /^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+/ },
    Credentials: { kind: "template", mustBeObject: true },
    TimeoutSeconds: seconds,
    TimeoutSecondsPath: { kind: "path", path: "any", only: "JSONPath" },
    HeartbeatSeconds: seconds,
    HeartbeatSecondsPath: { kind: "path", path: "any", only: "JSONPath" },
  },
  Choice: {
    ...inputOutput,
    Choices: { kind: "list", required: true },
    Default: { kind: "text" },
    Assign: { kind: "template", mustBeObject: true },
  },
  Wait: {
    ...inputOutput,
    ...onward,
    Seconds: { kind: "integer", least: 0, most: 99_999_999, query: true },
    SecondsPath: { kind: "path", path: "any", only: "JSONPath" },
    Timestamp: { kind: "query-text" },
    TimestampPath: { kind: "path", path: "any", only: "JSONPath" },
  },
  Succeed: inputOutput,
  Fail: {
    ...common,
    Error: { kind: "query-text" },
    ErrorPath: { kind: "path", path: "text", only: "JSONPath" },
    Cause: { kind: "query-text" },
    CausePath: { kind: "path", path: "text", only: "JSONPath" },
  },
  Parallel: {
    ...inputOutput,
    ...onward,
    ...work,
    Arguments: { kind: "template", only: "JSONata" },
    Branches: { kind: "list", required: true },
  },
  Map: {
    ...inputOutput,
    ...onward,
    ...work,
    ItemProcessor: { kind: "object" },
    Iterator: { kind: "object" },
    ItemsPath: { kind: "path", path: "any", only: "JSONPath" },
    Items: { kind: "template", only: "JSONata" },
    ItemSelector: { kind: "template" },
    ItemReader: { kind: "object" },
    ItemBatcher: { kind: "object" },
    ResultWriter: { kind: "object" },
    Label: { kind: "text" },
    MaxConcurrency: { kind: "integer", least: 0, query: true },
    MaxConcurrencyPath: { kind: "path", path: "reference", only: "JSONPath" },
    ToleratedFailureCount: { kind: "integer", least: 0, query: true },
    ToleratedFailureCountPath: { kind: "path", path: "reference", only: "JSONPath" },
    ToleratedFailurePercentage: { kind: "number", least: 0, most: 100, query: true },
    ToleratedFailurePercentagePath: { kind: "path", path: "reference", only: "JSONPath" },
  },
};

/** Fields of which a state has one at most. */
export const alternatives: { readonly [type: string]: readonly (readonly string[])[] } = {
  Task: [
    ["TimeoutSeconds", "TimeoutSecondsPath"],
    ["HeartbeatSeconds", "HeartbeatSecondsPath"],
  ],
  Fail: [
    ["Error", "ErrorPath"],
    ["Cause", "CausePath"],
  ],
  Map: [
    ["MaxConcurrency", "MaxConcurrencyPath"],
    ["ToleratedFailureCount", "ToleratedFailureCountPath"],
    ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
    ["ItemSelector", "Parameters"],
    ["ItemProcessor", "Iterator"],
  ],
};

/** Fields of which a state has exactly one. */
export const choices: { readonly [type: string]: readonly (readonly string[])[] } = {
  Pass: [["Next", "End"]],
  Task: [["Next", "End"]],
  Wait: [
    ["Next", "End"],
    ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"],
  ],
  Parallel: [["Next", "End"]],
  Map: [["Next", "End"]],
};
