import { describe, expect, test } from "vitest";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { advance } from "#cloud/stepfunctions/language/run/advance.ts";
import type { Happening, Want } from "#cloud/stepfunctions/language/run/happening.ts";
import { createRng } from "#engine/core/random.ts";
import { machineOf, runMachine, startMs, typesOf } from "../run-machine.ts";

const call = "arn:aws:states:::aws-sdk:sagemaker:describeTrainingJob";
const task = { Type: "Task", Resource: call, End: true };

function block(state: Json): { readonly [field: string]: Json } {
  return { StartAt: "Inner", States: { Inner: state } };
}

function mapOf(state: Json, more: { readonly [field: string]: Json } = {}): Json {
  return machineOf({ Type: "Map", ItemProcessor: block(state), End: true, ...more });
}

function distributed(state: Json, more: { readonly [field: string]: Json } = {}): Json {
  const processor = { ...block(state), ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
  return machineOf({ Type: "Map", ItemProcessor: processor, End: true, ...more });
}

function answerTasks(answer: (given: Json, id: string) => Happening | undefined) {
  return (want: Want): Happening | undefined => (want.kind === "task" ? answer(want.arguments, want.id) : undefined);
}

const failOn =
  (bad: (given: Json) => boolean) =>
  (given: Json, id: string): Happening =>
    bad(given)
      ? { kind: "task-failed", id, error: "Bad", cause: JSON.stringify(given) }
      : { kind: "task-succeeded", id, output: given };

describe("Parallel", () => {
  test("gives every branch the input and gathers their outputs in the order of the branches", async () => {
    const { execution } = await runMachine({
      definition: machineOf({
        Type: "Parallel",
        Branches: [
          {
            StartAt: "Slow",
            States: { Slow: { Type: "Wait", Seconds: 5, Next: "Then" }, Then: { Type: "Pass", Result: 1, End: true } },
          },
          { StartAt: "Fast", States: { Fast: { Type: "Pass", End: true } } },
        ],
        ResultPath: "$.both",
        End: true,
      }),
      input: { n: 2 },
    });
    expect(execution.outcome).toMatchObject({ output: { n: 2, both: [1, { n: 2 }] }, stoppedAt: startMs + 5000 });
  });

  test("ends with the first branch that fails, and tells what the others were cut short in", async () => {
    const { execution, events } = await runMachine({
      definition: machineOf({
        Type: "Parallel",
        Branches: [
          { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 60, End: true } } },
          { StartAt: "Work", States: { Work: task } },
          {
            StartAt: "Break",
            States: { Break: { Type: "Wait", Seconds: 1, Next: "Fail" }, Fail: { Type: "Fail", Error: "E" } },
          },
        ],
        End: true,
      }),
    });
    expect(execution.outcome).toMatchObject({ status: "FAILED", error: "E", stoppedAt: startMs + 1000 });
    expect(execution.scopes).toEqual({});
    expect(typesOf(events).slice(-5)).toEqual([
      "FailStateEntered",
      "WaitStateAborted",
      "TaskStateAborted",
      "ParallelStateFailed",
      "ExecutionFailed",
    ]);
  });

  test("reads variables of the outside, and what a branch assigns stays in it", async () => {
    const { execution } = await runMachine({
      definition: {
        StartAt: "Set",
        States: {
          Set: { Type: "Pass", Assign: { outer: 1 }, Next: "Both" },
          Both: {
            Type: "Parallel",
            Branches: [
              {
                StartAt: "A",
                States: {
                  A: { Type: "Pass", Assign: { inner: 2 }, Next: "B" },
                  B: { Type: "Pass", Parameters: { "sum.$": "States.MathAdd($outer, $inner)" }, End: true },
                },
              },
            ],
            Next: "Look",
          },
          Look: { Type: "Pass", Parameters: { "inner.$": "$inner" }, End: true },
        },
      },
    });
    expect(execution.outcome).toMatchObject({ status: "FAILED", error: "States.Runtime" });
  });
});

describe("Map", () => {
  test("runs at most MaxConcurrency iterations at once and keeps the order of items", async () => {
    let most = 0;
    const { execution } = await runMachine({
      definition: mapOf(task, { MaxConcurrency: 3 }),
      input: [5, 4, 3, 2, 1],
      between: (before) => {
        most = Math.max(most, Object.values(before.scopes).filter(({ parent }) => parent !== null).length);
        return before;
      },
      answer: answerTasks((given, id) => ({ kind: "task-succeeded", id, output: { was: given } })),
    });
    expect(most).toBe(3);
    expect(execution.outcome).toMatchObject({ output: [5, 4, 3, 2, 1].map((was) => ({ was })) });
  });

  test("ends with an iteration that fails: the others are aborted, Catch takes the error", async () => {
    const definition = mapOf(task, { Catch: [{ ErrorEquals: ["Bad"], Next: "Caught" }] }) as {
      readonly States: object;
    };
    const { execution, events } = await runMachine({
      definition: { ...definition, States: { ...definition.States, Caught: { Type: "Pass", End: true } } } as Json,
      input: [1, 2, 3],
      answer: answerTasks((given, id) => (given === 2 ? failOn(() => true)(given, id) : undefined)),
    });
    expect(execution.outcome).toMatchObject({ status: "SUCCEEDED", output: { Error: "Bad", Cause: "2" } });
    expect(typesOf(events).slice(-11, -4)).toEqual([
      "TaskFailed",
      "MapIterationFailed",
      "TaskStateAborted",
      "MapIterationAborted",
      "TaskStateAborted",
      "MapIterationAborted",
      "MapStateFailed",
    ]);
  });

  test("in JSONata goes through a list or the fields of an object, with ItemSelector", async () => {
    const more = {
      Items: "{% $states.input.prices %}",
      ItemSelector: { at: "{% $states.context.Map.Item.Index %}", price: "{% $states.context.Map.Item.Value %}" },
      Output: "{% $sum($states.result.price) %}",
    };
    const inner = { Type: "Pass", End: true };
    for (const prices of [[1, 2, 4], { a: 1, b: 2, c: 4 }]) {
      const { execution } = await runMachine({
        definition: { ...(mapOf(inner, more) as object), QueryLanguage: "JSONata" } as Json,
        input: { prices },
      });
      expect(execution.outcome).toMatchObject({ output: 7 });
    }
  });

  test("refuses what is no list", async () => {
    const { execution } = await runMachine({ definition: mapOf(task, { ItemsPath: "$.x" }), input: { x: 1 } });
    expect(execution.outcome).toMatchObject({
      error: "States.Runtime",
      cause:
        "An error occurred while executing the state 'It' (entered at the event id #2). Reference path \"$.x\" must point to array.",
    });
  });
});

describe("a distributed Map", () => {
  test("runs its children as executions with histories of their own", async () => {
    const { execution, events } = await runMachine({
      definition: distributed({ Type: "Pass", End: true }),
      input: [1, 2],
    });
    expect(typesOf(events)).toEqual([
      "ExecutionStarted",
      "MapStateEntered",
      "MapStateStarted",
      "MapRunStarted",
      "MapRunSucceeded",
      "MapStateSucceeded",
      "MapStateExited",
      "ExecutionSucceeded",
    ]);
    const [mapRun] = Object.values(execution.mapRuns);
    expect(mapRun).toMatchObject({ status: "SUCCEEDED", total: 2 });
    for (const child of Object.values(mapRun?.children ?? {})) {
      expect(typesOf(events, child.executionArn)).toEqual([
        "ExecutionStarted",
        "PassStateEntered",
        "PassStateExited",
        "ExecutionSucceeded",
      ]);
    }
    expect(execution.outcome).toMatchObject({ output: [1, 2] });
  });

  /** Ten items, of which those up to `bad` fail; the guide: the run fails when more than the threshold failed. */
  test.each([
    [{}, 1, false],
    [{ ToleratedFailureCount: 2 }, 2, true],
    [{ ToleratedFailureCount: 2 }, 3, false],
    [{ ToleratedFailurePercentage: 30 }, 3, true],
    [{ ToleratedFailurePercentage: 30 }, 4, false],
    [{ ToleratedFailureCount: 9, ToleratedFailurePercentage: 10 }, 2, false],
  ] as const)("with %j and %i failures succeeds: %s", async (tolerance, bad, succeeds) => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const { execution, events } = await runMachine({
      definition: distributed(task, tolerance),
      input: items,
      answer: answerTasks(failOn((given) => Number(given) <= bad)),
    });
    expect(execution.outcome).toMatchObject(
      succeeds
        ? { status: "SUCCEEDED", output: items.slice(bad) }
        : {
            status: "FAILED",
            error: "States.ExceedToleratedFailureThreshold",
            cause: "The specified tolerated failure threshold was exceeded",
          },
    );
    expect(typesOf(events).includes("MapRunFailed")).toBe(!succeeds);
  });

  test("batches items with the input that they share", async () => {
    const { execution } = await runMachine({
      definition: distributed(
        { Type: "Pass", End: true },
        { ItemsPath: "$.items", ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { "who.$": "$.who" } } },
      ),
      input: { items: [1, 2, 3], who: "me" },
    });
    expect(execution.outcome).toMatchObject({
      output: [
        { Items: [1, 2], BatchInput: { who: "me" } },
        { Items: [3], BatchInput: { who: "me" } },
      ],
    });
  });

  test("asks for its items and for its results to be written", async () => {
    const definition = distributed(
      { Type: "Pass", End: true },
      {
        ItemReader: {
          Resource: "arn:aws:states:::s3:getObject",
          ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItems: 5 },
          Parameters: { Bucket: "b", "Key.$": "$.key" },
        },
        ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "b", Prefix: "out" } },
      },
    );
    const asked: Want[] = [];
    const { execution } = await runMachine({
      definition,
      input: { key: "rows.csv" },
      answer: (want) => {
        asked.push(want);
        if (want.kind === "read-items") return { kind: "items-read", id: want.id, items: [{ a: "1" }, { a: "2" }] };
        if (want.kind === "write-results")
          return { kind: "results-written", id: want.id, bucket: "b", key: "out/manifest.json" };
        return undefined;
      },
    });
    expect(asked).toMatchObject([
      {
        kind: "read-items",
        resource: "arn:aws:states:::s3:getObject",
        arguments: { Bucket: "b", Key: "rows.csv" },
        maxItems: 5,
      },
      { kind: "write-results", request: { arguments: { Bucket: "b", Prefix: "out" } } },
    ]);
    const [mapRun] = Object.values(execution.mapRuns);
    expect(mapRun?.total).toBe(2);
    expect(execution.outcome).toMatchObject({
      output: { MapRunArn: mapRun?.mapRunArn, ResultWriterDetails: { Bucket: "b", Key: "out/manifest.json" } },
    });
  });

  test("fails by States.ItemReaderFailed when its items cannot be read", async () => {
    const { execution, events } = await runMachine({
      definition: distributed(
        { Type: "Pass", End: true },
        { ItemReader: { Resource: "arn:aws:states:::s3:getObject" } },
      ),
      answer: (want) =>
        want.kind === "read-items" ? { kind: "items-failed", id: want.id, cause: "no such key" } : undefined,
    });
    expect(execution.outcome).toMatchObject({ error: "States.ItemReaderFailed", cause: "no such key" });
    expect(typesOf(events).slice(-3)).toEqual(["MapRunFailed", "MapStateFailed", "ExecutionFailed"]);
  });

  test("stopped from outside, stops its children", async () => {
    const { execution } = await runMachine({ definition: distributed(task), input: [1, 2] });
    const stopped = await advance({
      execution,
      happening: { kind: "stop", error: "Enough", cause: "said so" },
      now: startMs + 5,
      rng: createRng(2),
    });
    expect(stopped.execution.outcome).toEqual({
      status: "ABORTED",
      error: "Enough",
      cause: "said so",
      stoppedAt: startMs + 5,
    });
    const [mapRun] = Object.values(stopped.execution.mapRuns);
    expect(mapRun?.status).toBe("ABORTED");
    expect(Object.values(mapRun?.children ?? {}).map(({ outcome }) => outcome.status)).toEqual(["ABORTED", "ABORTED"]);
    expect(stopped.wants).toEqual([]);
  });
});
