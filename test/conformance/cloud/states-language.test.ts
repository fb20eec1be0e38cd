import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseDefinition } from "#cloud/stepfunctions/language/definition/parse-definition.ts";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { type Advanced, advance } from "#cloud/stepfunctions/language/run/advance.ts";
import { startExecution } from "#cloud/stepfunctions/language/run/start-execution.ts";
import { createRng } from "#engine/core/random.ts";

/**
 * Executions of Amazon States Language that were recorded on AWS Step Functions (see the README beside the corpus). Names and
 * times that differ from run to run stand as placeholders there; they are put back before, and looked past after.
 */
const corpus = new URL("../../../../shared/corpus/states-language.jsonl", import.meta.url);

type Recorded = {
  readonly case: string;
  readonly definition: Json;
  readonly input: Json;
  readonly end: string;
  readonly output: Json;
  readonly error: { readonly error?: string; readonly cause?: string } | null;
  readonly types: readonly string[];
};

const identity = {
  executionArn: "arn:<partition>:states:<region>:111111111111:execution:<ArnPart_0idx>:<ExecArnPart_0idx>",
  name: "<ExecArnPart_0idx>",
  roleArn: "snf_role_arn",
  stateMachineArn: "arn:<partition>:states:<region>:111111111111:stateMachine:<ArnPart_0idx>",
  stateMachineName: "<ArnPart_0idx>",
};

const start = Date.UTC(2025, 0, 1);

if (!existsSync(corpus)) {
  test.skip("the recorded executions are absent: shared/corpus/states-language.jsonl", () => {});
} else {
  const lines = readFileSync(corpus, "utf8").trim().split("\n");
  describe("executions end as AWS recorded them", () => {
    test.each(lines.map((line) => JSON.parse(line) as Recorded))("$case", async (recorded) => {
      const time = recordedTime(recorded);
      const ran = await run({ ...recorded, input: withTime(parsed(recorded.input), time) });
      expect(ran.types).toEqual(recorded.types);
      const output = recorded.end === "ExecutionSucceeded" ? parsed(recorded.output) : null;
      expect(withoutChance(ran.output, output)).toEqual(withTime(output, time));
      expect(withPlaceholders(ran.error, recorded.error)).toEqual(
        recorded.error === null ? null : withTime(recorded.error, time),
      );
    });
  });
}

async function run({ definition, input }: Recorded): Promise<{
  readonly types: readonly unknown[];
  readonly output: Json;
  readonly error: { readonly error?: string; readonly cause?: string } | null;
}> {
  const checked = parseDefinition(JSON.stringify(definition));
  if (checked.status === "invalid") throw new Error(JSON.stringify(checked.diagnostics));
  const rng = createRng(1);
  let state: Advanced = await startExecution({ machine: checked.machine, identity, input, now: start, rng });
  const types = state.events.map(({ event }) => event.type);
  while (state.execution.outcome.status === "RUNNING") {
    const [want] = state.wants;
    if (want?.kind !== "time") throw new Error(`an execution without tasks wants ${want?.kind ?? "nothing"}`);
    state = await advance({
      execution: structuredClone(state.execution),
      happening: { kind: "time" },
      now: want.at,
      rng,
    });
    types.push(...state.events.map(({ event }) => event.type));
  }
  const { outcome } = state.execution;
  if (outcome.status === "SUCCEEDED")
    return { types, output: JSON.parse(JSON.stringify(outcome.output)) as Json, error: null };
  const { error, cause } = outcome;
  const told = { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) };
  return { types, output: null, error: told };
}

/** Data that is no object was recorded as its text. */
function parsed(value: Json): Json {
  return typeof value === "string" ? (JSON.parse(value) as Json) : value;
}

/** The time that a placeholder stood for: as the recorded message tells it, or as the name of the case does. */
function recordedTime({ case: name, error }: Recorded): string {
  const told = /(?:string: |== )(\d[^ ]*(?: [^ ]+)?)$/.exec(error?.cause ?? "")?.[1];
  if (told !== undefined) return told;
  const tooFar = /boundary\[(\d+)\]/.exec(name);
  if (tooFar !== null) return new Date(start + Number(tooFar[1]) * 86_400_000 + 3_600_000).toISOString();
  if (name.includes("test_wait_timestamppath[]")) return "2025-01-01T00:00:05.000000";
  return name.includes("NANOSECONDS") ? "2016-12-05T21:29:29.123456789Z" : "2016-12-05T21:29:29.000000Z";
}

const placeholders = new Set<Json>(["<timestamp>", "date", "timestamp"]);

function withTime<Value extends Json | object>(value: Value, time: string): Value {
  const text = JSON.stringify(value, (name, field: Json) =>
    placeholders.has(field) && /start_at|TimestampValue/.test(name) ? time : field,
  );
  return JSON.parse(text.replaceAll("<timestamp>", time)) as Value;
}

const chance: readonly { readonly placeholder: Json; readonly form: RegExp }[] = [
  { placeholder: "RandomNumberGenerated", form: /^-?\d+$/ },
  { placeholder: "generated-uuid", form: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/ },
  { placeholder: "date", form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
];

/** What chance or the clock made, if it has the form that the placeholder asks for, becomes the placeholder. */
function withoutChance(value: Json, wanted: Json): Json {
  const known = chance.find(({ placeholder }) => placeholder === wanted);
  if (known !== undefined) return known.form.test(String(value)) ? wanted : value;
  if (
    Array.isArray(value) ||
    typeof value !== "object" ||
    value === null ||
    typeof wanted !== "object" ||
    wanted === null
  )
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      withoutChance(field, (wanted as Record<string, Json>)[name] ?? null),
    ]),
  ) as Json;
}

function withPlaceholders<Told extends { readonly cause?: string } | null>(
  told: Told,
  wanted: { readonly cause?: string } | null,
): Told {
  if (told?.cause === undefined || !wanted?.cause?.includes("<json-input:1>")) return told;
  return { ...told, cause: told.cause.replace(/'\{.*\}'$/, "'<json-input:1>'") };
}
