import { fieldOf, isObject, type Json, type JsonObject } from "../json.ts";
import type { Report } from "./diagnostic.ts";
import { checkFields, type FieldRules } from "./field-rules.ts";
import type { QueryLanguage } from "./machine.ts";

const processorFields: FieldRules = {
  Comment: { kind: "text" },
  StartAt: { kind: "text", required: true },
  States: { kind: "object", required: true },
  ProcessorConfig: { kind: "object" },
};

const configFields: FieldRules = {
  Mode: { kind: "one-of", values: ["INLINE", "DISTRIBUTED"] },
  ExecutionType: { kind: "one-of", values: ["STANDARD", "EXPRESS"] },
};

const count = { kind: "integer", least: 0, query: true } as const;

const partFields: { readonly [field: string]: FieldRules } = {
  ItemReader: {
    Resource: { kind: "text", required: true },
    ReaderConfig: { kind: "object" },
    Parameters: { kind: "template", only: "JSONPath" },
    Arguments: { kind: "template", only: "JSONata" },
  },
  ItemBatcher: {
    BatchInput: { kind: "template" },
    MaxItemsPerBatch: count,
    MaxItemsPerBatchPath: { kind: "path", path: "reference", only: "JSONPath" },
    MaxInputBytesPerBatch: count,
    MaxInputBytesPerBatchPath: { kind: "path", path: "reference", only: "JSONPath" },
  },
  ResultWriter: {
    Resource: { kind: "text" },
    Parameters: { kind: "template", only: "JSONPath" },
    Arguments: { kind: "template", only: "JSONata" },
    WriterConfig: { kind: "object" },
  },
};

const readerFields: FieldRules = {
  InputType: { kind: "one-of", values: ["CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"] },
  CSVHeaderLocation: { kind: "one-of", values: ["FIRST_ROW", "GIVEN"] },
  CSVHeaders: { kind: "texts" },
  CSVDelimiter: { kind: "one-of", values: ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"] },
  ItemsPointer: { kind: "text" },
  ManifestType: { kind: "one-of", values: ["ATHENA_DATA", "S3_INVENTORY"] },
  Transformation: { kind: "one-of", values: ["NONE", "LOAD_AND_FLATTEN"] },
  MaxItems: { kind: "integer", least: 0, most: 100_000_000, query: true },
  MaxItemsPath: { kind: "path", path: "reference", only: "JSONPath" },
};

/** What a Map has beyond the fields of other states: its processor, and what only a distributed one can have. */
export function checkMap({
  state,
  at,
  language,
  report,
  checkBlock,
}: {
  readonly state: JsonObject;
  readonly at: string;
  readonly language: QueryLanguage;
  readonly report: Report;
  readonly checkBlock: (block: JsonObject, at: string) => void;
}): void {
  const field = Object.hasOwn(state, "ItemProcessor") ? "ItemProcessor" : "Iterator";
  const processor = fieldOf(state, field);
  if (processor === undefined) report({ message: "These fields are required: [ItemProcessor]", at });
  if (!isObject(processor)) return;
  checkFields({ value: processor, rules: processorFields, at: `${at}/${field}`, language: undefined, report });
  const mode = checkConfig({
    config: fieldOf(processor, "ProcessorConfig"),
    at: `${at}/${field}/ProcessorConfig`,
    report,
  });
  for (const [part, rules] of Object.entries(partFields)) {
    const value = fieldOf(state, part);
    if (!isObject(value)) continue;
    if (mode !== "DISTRIBUTED") report({ message: `Field '${part}' is only supported for Mode 'DISTRIBUTED'`, at });
    checkFields({ value, rules, at: `${at}/${part}`, language, report });
  }
  const config = fieldOf(fieldOf(state, "ItemReader"), "ReaderConfig");
  if (isObject(config))
    checkFields({ value: config, rules: readerFields, at: `${at}/ItemReader/ReaderConfig`, language, report });
  checkOneOf({ state, at, report });
  const label = fieldOf(state, "Label");
  if (typeof label === "string" && !/^[^\s?*<>{}[\]:;,\\|^~$#%&`"/]{1,40}$/.test(label)) {
    report({
      message: "Label must be 1 to 40 characters without spaces, wildcards, brackets and special characters",
      at: `${at}/Label`,
    });
  }
  checkBlock(processor, `${at}/${field}`);
}

function checkConfig({
  config,
  at,
  report,
}: {
  readonly config: Json | undefined;
  readonly at: string;
  readonly report: Report;
}): string {
  if (!isObject(config)) return "INLINE";
  checkFields({ value: config, rules: configFields, at, language: undefined, report });
  const mode = String(fieldOf(config, "Mode") ?? "INLINE");
  if (mode === "DISTRIBUTED" && fieldOf(config, "ExecutionType") === undefined) {
    report({ message: "These fields are required: [ExecutionType]", at });
  }
  return mode;
}

const pairs: readonly (readonly [part: string, field: string])[] = [
  ["ItemBatcher", "MaxItemsPerBatch"],
  ["ItemBatcher", "MaxInputBytesPerBatch"],
];

function checkOneOf({
  state,
  at,
  report,
}: {
  readonly state: JsonObject;
  readonly at: string;
  readonly report: Report;
}): void {
  for (const [part, field] of pairs) {
    const value = fieldOf(state, part);
    if (fieldOf(value, field) === undefined || fieldOf(value, `${field}Path`) === undefined) continue;
    report({
      message: `There should only be one of the following fields: [${field}, ${field}Path]`,
      at: `${at}/${part}`,
    });
  }
  const batcher = fieldOf(state, "ItemBatcher");
  if (isObject(batcher) && !Object.keys(batcher).some((field) => field.startsWith("Max"))) {
    report({ message: "ItemBatcher needs MaxItemsPerBatch, MaxInputBytesPerBatch or both", at: `${at}/ItemBatcher` });
  }
}
