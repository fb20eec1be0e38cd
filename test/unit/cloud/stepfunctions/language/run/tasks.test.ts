import { describe, expect, test } from "vitest";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { advance } from "#cloud/stepfunctions/language/run/advance.ts";
import type { Happening, Want } from "#cloud/stepfunctions/language/run/happening.ts";
import { createRng } from "#engine/core/random.ts";
import { machineOf, runMachine, startMs, typesOf } from "../run-machine.ts";

const train = "arn:aws:states:::sagemaker:createTrainingJob.sync";

function answerTasks(answer: (want: Want & { readonly kind: "task" }, now: number) => Happening | undefined) {
  return (want: Want, now: number): Happening | undefined => (want.kind === "task" ? answer(want, now) : undefined);
}

const succeed = (output: Json) => answerTasks(({ id }) => ({ kind: "task-succeeded", id, output }));

describe("a task", () => {
  test("asks with its arguments filled and its integration read", async () => {
    const { wants } = await runMachine({
      definition: machineOf({
        Type: "Task",
        Resource: train,
        Parameters: { "TrainingJobName.$": "$.name", Tags: [{ Key: "run", "Value.$": "$$.Execution.Name" }] },
        TimeoutSeconds: 60,
        End: true,
      }),
      input: { name: "fraud" },
      timePasses: false,
    });
    expect(wants).toMatchObject([
      {
        kind: "task",
        resource: train,
        arguments: { TrainingJobName: "fraud", Tags: [{ Key: "run", Value: "run" }] },
        integration: {
          service: "integration",
          resourceType: "sagemaker",
          action: "createTrainingJob.sync",
          pattern: "sync",
        },
        timeoutSeconds: 60,
      },
      { kind: "time", at: startMs + 60_000 },
    ]);
  });

  /** Types in the order that the guide's page on execution histories and GetExecutionHistory's reference give them. */
  test.each([
    [train, ["TaskScheduled", "TaskStarted", "TaskSucceeded"]],
    [
      "arn:aws:lambda:us-east-1:123456789012:function:f",
      ["LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded"],
    ],
    ["arn:aws:states:us-east-1:123456789012:activity:a", ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"]],
  ])("%s tells its events", async (resource, types) => {
    const { events } = await runMachine({
      definition: machineOf({ Type: "Task", Resource: resource, End: true }),
      answer: answerTasks(({ id, started }) =>
        started ? { kind: "task-succeeded", id, output: 1 } : { kind: "task-started", id, workerName: "w" },
      ),
    });
    expect(typesOf(events)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      ...types,
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
  });

  test("puts its result where ResultSelector, ResultPath and OutputPath say", async () => {
    const { execution } = await runMachine({
      definition: machineOf({
        Type: "Task",
        Resource: train,
        ResultSelector: { "model.$": "$.Artifacts.S3", fixed: 1 },
        ResultPath: "$.trained",
        OutputPath: "$.trained.model",
        End: true,
      }),
      answer: succeed({ Artifacts: { S3: "s3://b/m" }, Noise: 1 }),
    });
    expect(execution.outcome).toMatchObject({ status: "SUCCEEDED", output: "s3://b/m" });
  });

  test("in JSONata has Arguments, $states.result, Output and Assign", async () => {
    const { execution, events } = await runMachine({
      definition: {
        QueryLanguage: "JSONata",
        StartAt: "Train",
        States: {
          Train: {
            Type: "Task",
            Resource: train,
            Arguments: { Name: "{% 'job-' & $states.input.n %}" },
            Assign: { best: "{% $max($states.result.auc) %}" },
            Output: { all: "{% $states.result.auc %}" },
            Next: "Tell",
          },
          Tell: { Type: "Pass", Output: { best: "{% $best %}", seen: "{% $count($states.input.all) %}" }, End: true },
        },
      },
      input: { n: 3 },
      answer: answerTasks(({ id, arguments: given }) => {
        expect(given).toEqual({ Name: "job-3" });
        return { kind: "task-succeeded", id, output: { auc: [0.7, 0.9] } };
      }),
    });
    expect(execution.outcome).toMatchObject({ output: { best: 0.9, seen: 2 } });
    const left = events.find(({ event }) => event.type === "TaskStateExited");
    expect(left?.event.stateExitedEventDetails?.assignedVariables).toEqual({ best: "0.9" });
  });

  test("that waits for a token has the token among its arguments", async () => {
    const { wants } = await runMachine({
      definition: machineOf({
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        Parameters: { "token.$": "$$.Task.Token" },
        HeartbeatSeconds: 10,
        End: true,
      }),
      timePasses: false,
    });
    const [want] = wants;
    expect(want).toMatchObject({ integration: { pattern: "wait-for-task-token" } });
    expect(want?.kind === "task" && want.arguments).toEqual({ token: want?.kind === "task" ? want.token : "" });
  });

  test("ends by States.Timeout when its time is up, whoever asks and whenever", async () => {
    const definition = machineOf({ Type: "Task", Resource: train, TimeoutSeconds: 30, End: true });
    const { execution } = await runMachine({ definition, answer: () => undefined });
    expect(execution.outcome).toEqual({
      status: "FAILED",
      error: "States.Timeout",
      cause: null,
      stoppedAt: startMs + 30_000,
    });
  });

  test("without signs of life ends by States.HeartbeatTimeout; each sign puts it off", async () => {
    const beats: number[] = [];
    const definition = machineOf({
      Type: "Task",
      Resource: train,
      TimeoutSeconds: 1000,
      HeartbeatSeconds: 10,
      Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Late" }],
      End: true,
    });
    const { execution, events } = await runMachine({
      definition: {
        ...(definition as object),
        States: { ...(definition as { States: object }).States, Late: { Type: "Pass", End: true } },
      } as Json,
      answer: answerTasks(({ id }, now) => {
        if (beats.length === 3 || beats.at(-1) === now) return undefined;
        beats.push(now);
        return { kind: "task-heartbeat", id };
      }),
    });
    expect(execution.outcome).toMatchObject({ status: "SUCCEEDED", output: { Error: "States.HeartbeatTimeout" } });
    expect(typesOf(events)).toContain("TaskTimedOut");
  });

  test("of an activity has no deadline before a worker takes it", async () => {
    const definition = machineOf({
      Type: "Task",
      Resource: "arn:aws:states:us-east-1:123456789012:activity:a",
      TimeoutSeconds: 5,
      End: true,
    });
    const waiting = await runMachine({ definition });
    expect(waiting.wants).toMatchObject([{ kind: "task", started: false, integration: { service: "activity" } }]);
    const taken = await advance({
      execution: waiting.execution,
      happening: { kind: "task-started", id: "t0", workerName: "w" },
      now: startMs + 60_000,
      rng: createRng(1),
    });
    expect(taken.wants.at(-1)).toEqual({ kind: "time", at: startMs + 65_000 });
  });

  test("that is no longer open takes no answer", async () => {
    const { execution, wants } = await runMachine({
      definition: machineOf({ Type: "Task", Resource: train, TimeoutSeconds: 5, End: true }),
      answer: () => undefined,
    });
    expect(wants).toEqual([]);
    const late = await advance({
      execution,
      happening: { kind: "task-succeeded", id: "t0", output: 1 },
      now: startMs + 9000,
      rng: createRng(1),
    });
    expect(late).toMatchObject({ taken: false, events: [] });
  });
});

describe("retries wait as the guide reckons", () => {
  async function startsOf(retrier: { readonly [field: string]: Json }, failures = 99): Promise<readonly number[]> {
    const starts: number[] = [];
    const { execution } = await runMachine({
      definition: machineOf({ Type: "Task", Resource: train, Retry: [{ ErrorEquals: ["E"], ...retrier }], End: true }),
      answer: answerTasks(({ id }, now) => {
        starts.push((now - startMs) / 1000);
        return starts.length > failures
          ? { kind: "task-succeeded", id, output: 1 }
          : { kind: "task-failed", id, error: "E", cause: "because" };
      }),
    });
    expect(execution.outcome.status).toBe(failures === 99 ? "FAILED" : "SUCCEEDED");
    return starts;
  }

  /** IntervalSeconds 3, BackoffRate 2, three attempts: "3, 6 and 12 seconds" in the guide; its defaults are 1, 2.0 and 3. */
  test.each([
    [{ IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 3 }, [0, 3, 9, 21]],
    [{}, [0, 1, 3, 7]],
    [{ MaxAttempts: 0 }, [0]],
    [{ IntervalSeconds: 3, BackoffRate: 2, MaxDelaySeconds: 5 }, [0, 3, 8, 13]],
    [{ IntervalSeconds: 2, BackoffRate: 1 }, [0, 2, 4, 6]],
    [{ IntervalSeconds: 1, BackoffRate: 1.5 }, [0, 1, 2.5, 4.75]],
  ] as const)("%j", async (retrier, starts) => {
    expect(await startsOf(retrier)).toEqual(starts);
  });

  test("and stop when it works", async () => {
    expect(await startsOf({}, 2)).toEqual([0, 1, 3]);
  });

  test("full jitter waits between nothing and the whole delay", async () => {
    const starts = await startsOf({ IntervalSeconds: 10, BackoffRate: 2, JitterStrategy: "FULL" });
    for (const [at, most] of [10, 20, 40].entries()) {
      const wait = (starts[at + 1] ?? 0) - (starts[at] ?? 0);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(most);
    }
  });

  /** The example of "Complex retry scenarios" in the specification. */
  test("waits of one, two and five seconds, then the catcher", async () => {
    const errors = ["ErrorA", "ErrorB", "ErrorC", "ErrorB"];
    const starts: number[] = [];
    const { execution } = await runMachine({
      definition: {
        StartAt: "X",
        States: {
          X: {
            Type: "Task",
            Resource: train,
            Retry: [
              { ErrorEquals: ["ErrorA", "ErrorB"], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
              { ErrorEquals: ["ErrorC"], IntervalSeconds: 5 },
            ],
            Catch: [{ ErrorEquals: ["States.ALL"], Next: "Z" }],
            End: true,
          },
          Z: { Type: "Pass", End: true },
        },
      },
      answer: answerTasks(({ id }, now) => {
        starts.push((now - startMs) / 1000);
        return { kind: "task-failed", id, error: errors.shift() ?? "", cause: "" };
      }),
    });
    expect(starts).toEqual([0, 1, 3, 8]);
    expect(execution.outcome).toMatchObject({ status: "SUCCEEDED", output: { Error: "ErrorB" } });
  });

  test("each retrier counts its own attempts", async () => {
    const errors = ["A", "B", "A", "B", "A"];
    const { execution } = await runMachine({
      definition: machineOf({
        Type: "Task",
        Resource: train,
        Retry: [
          { ErrorEquals: ["A"], MaxAttempts: 2 },
          { ErrorEquals: ["B"], MaxAttempts: 5 },
        ],
        End: true,
      }),
      answer: answerTasks(({ id }) => ({ kind: "task-failed", id, error: errors.shift() ?? "", cause: "" })),
    });
    expect(execution.outcome).toMatchObject({ error: "A" });
    expect(errors).toEqual([]);
  });
});

describe("which errors a name takes", () => {
  async function caughtBy(name: string, error: string): Promise<boolean> {
    const { execution } = await runMachine({
      definition: {
        StartAt: "It",
        States: {
          It: {
            Type: "Task",
            Resource: train,
            Catch: [{ ErrorEquals: [name], Next: "Caught", ResultPath: "$.e" }],
            End: true,
          },
          Caught: { Type: "Pass", End: true },
        },
      },
      input: { kept: 1 },
      answer: answerTasks(({ id }) => ({ kind: "task-failed", id, error, cause: "c" })),
    });
    const { outcome } = execution;
    if (outcome.status === "SUCCEEDED") expect(outcome.output).toEqual({ kept: 1, e: { Error: error, Cause: "c" } });
    return outcome.status === "SUCCEEDED";
  }

  /** From the table of error names in the guide's "Handling errors in Step Functions workflows". */
  test.each([
    ["States.ALL", "Anything", true],
    ["States.ALL", "States.Timeout", true],
    ["States.ALL", "States.DataLimitExceeded", false],
    ["States.ALL", "States.Runtime", false],
    ["States.TaskFailed", "Anything", true],
    ["States.TaskFailed", "States.Timeout", false],
    ["States.DataLimitExceeded", "States.DataLimitExceeded", true],
    ["States.Timeout", "States.HeartbeatTimeout", true],
    ["Other", "Anything", false],
  ] as const)("%s takes %s: %s", async (name, error, taken) => {
    expect(await caughtBy(name, error)).toBe(taken);
  });

  test("a catcher in JSONata says what it hands on and what it keeps", async () => {
    const { execution } = await runMachine({
      definition: {
        QueryLanguage: "JSONata",
        StartAt: "It",
        States: {
          It: {
            Type: "Task",
            Resource: train,
            Catch: [
              {
                ErrorEquals: ["States.ALL"],
                Next: "Caught",
                Output: "{% $states.errorOutput.Error & ' of ' & $states.input.who %}",
                Assign: { why: "{% $states.errorOutput.Cause %}" },
              },
            ],
            End: true,
          },
          Caught: { Type: "Pass", Output: ["{% $states.input %}", "{% $why %}"], End: true },
        },
      },
      input: { who: "me" },
      answer: answerTasks(({ id }) => ({ kind: "task-failed", id, error: "E", cause: "c" })),
    });
    expect(execution.outcome).toMatchObject({ output: ["E of me", "c"] });
  });
});

test("a result of more than 256 KiB ends the state by States.DataLimitExceeded", async () => {
  const { execution } = await runMachine({
    definition: machineOf({ Type: "Task", Resource: train, End: true }),
    answer: succeed("x".repeat(262_143)),
  });
  expect(execution.outcome).toMatchObject({ error: "States.DataLimitExceeded" });
});

test("a .sync task tells that it was submitted, and waits on", async () => {
  const { events } = await runMachine({
    definition: machineOf({ Type: "Task", Resource: train, End: true }),
    answer: answerTasks(({ id, submitted }) =>
      submitted
        ? { kind: "task-succeeded", id, output: {} }
        : { kind: "task-submitted", id, output: { TrainingJobArn: "arn" } },
    ),
  });
  expect(typesOf(events).slice(2, 6)).toEqual(["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]);
});

test("variables of more than 256 KiB in one state end it by States.DataLimitExceeded", async () => {
  const { execution } = await runMachine({
    definition: machineOf({ Type: "Pass", Assign: { "a.$": "$.x", "b.$": "$.x" }, End: true }),
    input: { x: "x".repeat(140_000) },
  });
  expect(execution.outcome).toMatchObject({ error: "States.DataLimitExceeded" });
});

test("a machine out of time ends by itself and tells what it cut short", async () => {
  const { execution, events } = await runMachine({
    definition: machineOf({ Type: "Task", Resource: train, End: true }, { TimeoutSeconds: 7 }),
  });
  expect(execution.outcome).toMatchObject({ status: "TIMED_OUT", stoppedAt: startMs + 7000 });
  expect(typesOf(events).slice(-2)).toEqual(["TaskStateAborted", "ExecutionTimedOut"]);
});

test("an endless machine is ended by the limit of its history", async () => {
  const loop = { Type: "Choice", Choices: [{ Variable: "$.never", IsPresent: true, Next: "End" }], Default: "Again" };
  const { execution, events } = await runMachine({
    definition: {
      StartAt: "Again",
      States: { Again: { Type: "Pass", Next: "Loop" }, Loop: loop, End: { Type: "Succeed" } },
    },
  });
  expect(execution.outcome).toMatchObject({ status: "FAILED" });
  expect(events).toHaveLength(25_000);
  expect(events.at(-1)?.event).toMatchObject({ id: 25_000, type: "ExecutionFailed" });
});
