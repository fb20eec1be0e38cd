import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseDefinition } from "#cloud/stepfunctions/language/definition/parse-definition.ts";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import type { Happening, Want } from "#cloud/stepfunctions/language/run/happening.ts";
import { runMachine } from "#test/unit/cloud/stepfunctions/language/run-machine.ts";

const hasBotocore = spawnSync("python3", ["-c", "import botocore"]).status === 0;

type Case = {
  readonly service: "stepfunctions";
  readonly operation: string;
  readonly side: "output";
  readonly value: unknown;
};

/** botocore's complaints, one text a case. */
function complaints(cases: readonly Case[]): readonly string[] {
  const script = fileURLToPath(new URL("./validate_pipelines.py", import.meta.url));
  const input = cases.map((one) => JSON.stringify(one)).join("\n");
  const { stdout, stderr, status } = spawnSync("python3", [script], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => String(JSON.parse(line)));
}

const sync = "arn:aws:states:::sagemaker:createTrainingJob.sync";
const lambda = "arn:aws:lambda:us-east-1:123456789012:function:f";
const activity = "arn:aws:states:us-east-1:123456789012:activity:a";

/** Every kind of state, task and ending, so that nearly every kind of event is told. */
function machine(resource: string): Json {
  const task = { Type: "Task", Resource: resource, TimeoutSeconds: 9, HeartbeatSeconds: 5 };
  const each = (States: { readonly [name: string]: Json }, more: object = {}): Json => ({
    StartAt: Object.keys(States)[0] ?? "",
    States,
    ...more,
  });
  return {
    StartAt: "Choose",
    States: {
      Choose: { Type: "Choice", Choices: [{ Variable: "$.n", IsPresent: true, Next: "Set" }], Default: "Stop" },
      Set: { Type: "Pass", Assign: { x: 1 }, Next: "Wait" },
      Wait: { Type: "Wait", Seconds: 1, Next: "Work" },
      Work: {
        ...task,
        Credentials: { RoleArn: "arn:aws:iam::123456789012:role/r" },
        ResultPath: "$.done",
        Next: "Both",
      },
      Both: {
        Type: "Parallel",
        Branches: [each({ A: { ...task, End: true } }), each({ B: { Type: "Wait", Seconds: 99, End: true } })],
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.e", Next: "Near" }],
        Next: "Near",
      },
      Near: {
        Type: "Map",
        ItemsPath: "$.n",
        ItemProcessor: each({ C: { ...task, End: true } }),
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.e", Next: "Far" }],
        ResultPath: null,
        Next: "Far",
      },
      Far: {
        Type: "Map",
        ItemsPath: "$.n",
        ItemProcessor: each(
          { D: { ...task, End: true } },
          { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
        ),
        ToleratedFailurePercentage: 60,
        ResultPath: null,
        Next: "Ask",
      },
      Ask: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $states.input.nothing %}", Next: "Good" },
      Good: { Type: "Succeed" },
      Stop: { Type: "Fail", Error: "E", CausePath: "States.Format('{}', 1)" },
    },
  };
}

function answer(want: Want): Happening | undefined {
  if (want.kind !== "task") return undefined;
  const { id, started, submitted, resource } = want;
  const number = Number(id.slice(1));
  if (!started) return { kind: "task-started", id, workerName: "w" };
  if (resource === sync && !submitted) return { kind: "task-submitted", id, output: { n: number } };
  if (number % 4 === 3) return undefined;
  return number % 2 === 1
    ? { kind: "task-failed", id, error: "E", cause: "c" }
    : { kind: "task-succeeded", id, output: number };
}

test("histories are what GetExecutionHistory may answer, whatever happens in them", async ({ skip }) => {
  if (!hasBotocore) skip("python3 with botocore is not on this machine");
  const cases: Case[] = [];
  const types = new Set<unknown>();
  for (const resource of [sync, lambda, activity]) {
    for (const input of [{ n: [1, 2, 3, 4] }, {}]) {
      const { events } = await runMachine({ definition: machine(resource), input, answer });
      for (const { event } of events) types.add(event.type);
      const told = events.map(({ event }) => ({ ...event, timestamp: new Date(event.timestamp).toISOString() }));
      cases.push({
        service: "stepfunctions",
        operation: "GetExecutionHistory",
        side: "output",
        value: { events: told },
      });
    }
  }
  expect(complaints(cases)).toEqual(cases.map(() => ""));
  expect(types.size).toBeGreaterThan(40);
});

test("diagnostics are what ValidateStateMachineDefinition may answer", ({ skip }) => {
  if (!hasBotocore) skip("python3 with botocore is not on this machine");
  const { diagnostics } = parseDefinition('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B","Nope":1}}}');
  expect(diagnostics).toHaveLength(3);
  const value = { result: "FAIL", diagnostics, truncated: false };
  expect(
    complaints([{ service: "stepfunctions", operation: "ValidateStateMachineDefinition", side: "output", value }]),
  ).toEqual([""]);
});
