import { describe, expect, it } from "vitest";
import { advance, type Happening } from "#cloud/sagemaker/pipelines/advance.ts";
import { describeExecution, listExecutionSteps } from "#cloud/sagemaker/pipelines/describe-execution.ts";
import type { PipelineExecution } from "#cloud/sagemaker/pipelines/execution.ts";
import type { JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { startExecution } from "#cloud/sagemaker/pipelines/start-execution.ts";
import { type Want, wantsOf } from "#cloud/sagemaker/pipelines/wants.ts";
import { always, condition, define, get, join, never, training } from "./definitions.ts";
import { carryOn, pipelineArn, runToEnd, startMs, succeed } from "./stub-host.ts";

function start(steps: readonly JsonObject[], more: JsonObject = {}, maxParallelSteps: number | null = null) {
  const definition = define({ ...more, Steps: steps });
  const options = { pipelineName: "abalone", pipelineArn, executionId: "abcdef123456", nowMs: startMs };
  return { definition, ...startExecution({ ...options, definition, maxParallelSteps }) };
}

function next(execution: PipelineExecution, happening: Happening, minutes = 1) {
  return advance({ execution, happening, nowMs: startMs + minutes * 60_000 });
}

function startsIn(wants: readonly Want[]): readonly string[] {
  return wants.filter(({ kind }) => kind === "start-step").map((want) => ("step" in want ? want.step : ""));
}

const callback = (name: string): JsonObject => ({
  Name: name,
  Type: "Callback",
  SqsQueueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/queue",
  Arguments: { number: 5 },
  OutputParameters: [
    { OutputName: "size", OutputType: "Integer" },
    { OutputName: "good", OutputType: "Boolean" },
  ],
});
const lambda = (name: string): JsonObject => ({
  Name: name,
  Type: "Lambda",
  FunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:f",
  OutputParameters: [
    { OutputName: "rate", OutputType: "Float" },
    { OutputName: "body", OutputType: "String" },
  ],
});

describe("order", () => {
  it("a step begins when all it needs have succeeded; what needs nothing begins at once", () => {
    const { execution, wants } = start([
      training("D", { X: get("Steps.B.TrainingJobName"), Y: get("Steps.C.TrainingJobName") }),
      training("B", {}, { DependsOn: ["A"] }),
      training("C"),
      training("A"),
    ]);
    expect(startsIn(wants)).toEqual(["C", "A"]);
    const afterC = next(execution, {
      kind: "step-succeeded",
      step: "C",
      attempt: 1,
      properties: { TrainingJobName: "c" },
    });
    expect(startsIn(afterC.wants)).toEqual([]);
    const afterA = next(afterC.execution, { kind: "step-succeeded", step: "A", attempt: 1, properties: {} });
    expect(startsIn(afterA.wants)).toEqual(["B"]);
    const afterB = next(afterA.execution, {
      kind: "step-succeeded",
      step: "B",
      attempt: 1,
      properties: { TrainingJobName: "b" },
    });
    expect(afterB.wants).toMatchObject([{ step: "D", arguments: { X: "b", Y: "c" } }]);
  });

  it("no more steps than MaxParallelExecutionSteps are at work", () => {
    const { execution, wants } = start([training("A"), training("B"), training("C")], {}, 2);
    expect(startsIn(wants)).toEqual(["A", "B"]);
    const { wants: more } = next(execution, { kind: "step-succeeded", step: "B", attempt: 1, properties: {} });
    expect(startsIn(more)).toEqual(["C"]);
  });

  it("an answer that comes twice, or about another attempt, changes nothing", () => {
    const { execution } = start([training("A"), training("B", {}, { DependsOn: ["A"] })]);
    const answer: Happening = { kind: "step-succeeded", step: "A", attempt: 1, properties: {} };
    const once = next(execution, answer).execution;
    expect(next(once, answer).execution).toBe(once);
    expect(next(once, { ...answer, step: "B", attempt: 2 }).execution).toBe(once);
    expect(next(once, { ...answer, step: "none" }).execution).toBe(once);
  });

  it("wants have the same ids after a restart of the host", () => {
    const { execution, wants } = start([training("A"), callback("B")]);
    expect(wantsOf(structuredClone(execution))).toEqual(wants);
  });
});

describe("names (pipelines-<execution>-<step>-<suffix>, at most 63)", () => {
  it("follow from execution, step and attempt, or from the prefix in the definition", () => {
    const { wants } = start([
      training("Train_It"),
      training("Own", { TrainingJobName: "mine" }),
      training("L".repeat(64)),
      { Name: "E", Type: "Endpoint", Arguments: { EndpointName: "churn", EndpointConfigName: "c" } },
    ]);
    const names = wants.map((want) => (want.kind === "start-step" ? want.name : null));
    expect(names[0]).toMatch(/^pipelines-abcdef123456-Train-It-[A-Za-z0-9]{10}$/);
    expect(names[1]).toMatch(/^mine-abcdef123456-[A-Za-z0-9]{10}$/);
    expect(names[2]).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/); // TrainingJobName in the service's model
    expect(names[3]).toBe("churn");
    expect(wants[0]).toMatchObject({ arguments: { TrainingJobName: names[0] } });
  });
});

it("Execution.TrainingJobName is the name of the step's own job, also when it is tried again", () => {
  const { execution, wants } = start([
    training("A", { OutputDataConfig: { S3OutputPath: join("/", "s3:/", "b", get("Execution.TrainingJobName")) } }),
  ]);
  const told = (list: readonly Want[]): string => {
    const [want] = list;
    if (want?.kind !== "start-step") throw new Error("no step is to be started");
    expect(want.arguments).toMatchObject({
      TrainingJobName: want.name,
      OutputDataConfig: { S3OutputPath: `s3://b/${want.name}` },
    });
    return want.name ?? "";
  };
  const first = told(wants);
  const failed = {
    kind: "step-failed",
    step: "A",
    attempt: 1,
    reason: "no",
    exceptionType: "Step.THROTTLING",
  } as const;
  const waiting = next(execution, failed).execution;
  const again = next(waiting, { kind: "time" }, 5);
  expect(told(again.wants)).not.toBe(first);
});

describe("failure", () => {
  const failed: Happening = {
    kind: "step-failed",
    step: "A",
    attempt: 1,
    reason: "AlgorithmError: exit code 1",
    exceptionType: null,
  };

  it("what needs the failed step does not run, what does not need it goes on; the execution fails", () => {
    const started = start([
      training("A"),
      training("B", {}, { DependsOn: ["A"] }),
      training("C"),
      training("D", {}, { DependsOn: ["C"] }),
    ]);
    const afterA = next(started.execution, failed).execution;
    expect(afterA.status).toBe("Executing");
    const { execution } = carryOn({
      definition: started.definition,
      execution: afterA,
      open: wantsOf(afterA),
      nowMs: startMs,
    });
    expect(execution.begun).toEqual(["A", "C", "D"]);
    expect(describeExecution(execution)).toMatchObject({
      PipelineExecutionStatus: "Failed",
      FailureReason: "Step failure: One or multiple steps failed.",
    });
    expect(listExecutionSteps(execution).at(-1)).toMatchObject({
      StepName: "A",
      StepStatus: "Failed",
      FailureReason: "AlgorithmError: exit code 1",
      AttemptCount: 1,
    });
  });

  it("a refused request reads as the service writes it, a type without policy too", () => {
    // The wording was recorded by others: FailureReason of ListPipelineExecutionSteps, region eu-west-1, 2024-10-17.
    const { execution } = start([training("XGBoostTrainingStep")]);
    const { execution: after } = next(execution, {
      kind: "step-failed",
      step: "XGBoostTrainingStep",
      attempt: 1,
      isRefused: true,
      reason: "The requested resource training-job/ml.t3.medium is not available in this region",
      exceptionType: "SageMaker.RESOURCE_LIMIT",
    });
    expect(listExecutionSteps(after)[0]?.FailureReason).toBe(
      "ClientError: Failed to invoke sagemaker:CreateTrainingJob. Error Details: The requested resource training-job/ml.t3.medium is not available in this region\n" +
        `Retry not appropriate on execution of step with PipelineExecutionArn ${pipelineArn}/execution/abcdef123456 and StepId XGBoostTrainingStep. ` +
        "No retry policy configured for the exception type SAGEMAKER_RESOURCE_LIMIT.",
    );
  });

  it("an execution is retried from where it failed: results stay, attempts are counted on", () => {
    const started = start([training("A"), training("B", { X: get("Steps.A.TrainingJobName") })]);
    const done = next(started.execution, {
      kind: "step-succeeded",
      step: "A",
      attempt: 1,
      properties: { TrainingJobName: "a" },
    });
    const broken = next(done.execution, { ...failed, step: "B" });
    expect(broken.execution.status).toBe("Failed");
    const again = next(broken.execution, { kind: "retry" });
    expect(again.wants).toMatchObject([{ id: "start:B:2", step: "B", attempt: 2, arguments: { X: "a" } }]);
    const { execution } = carryOn({ ...again, definition: started.definition, open: again.wants, nowMs: startMs });
    expect(execution).toMatchObject({ status: "Succeeded", failureReason: null, arn: started.execution.arn });
    expect(() => next(execution, { kind: "retry" })).toThrow(
      "Only pipeline executions with the status Failed or Stopped",
    );
  });
});

describe("Fail step (expectations of sagemaker-python-sdk tests/integ/sagemaker/workflow/test_fail_steps.py)", () => {
  const run = (steps: readonly JsonObject[], parameters?: JsonObject[]) =>
    runToEnd({ definition: define({ Parameters: parameters ?? [], Steps: steps }) }).execution;

  it("in the else branch: the condition succeeds, the step fails with its message, the execution fails", () => {
    const fail = {
      Name: "FailStep",
      Type: "Fail",
      Arguments: { ErrorMessage: "Failed due to hitting in else branch" },
    };
    const execution = run([condition("CondStep", [{ Type: "Not", Condition: always }], { no: [fail] })]);
    expect(listExecutionSteps(execution)).toMatchObject([
      {
        StepName: "FailStep",
        StepStatus: "Failed",
        FailureReason: "Failed due to hitting in else branch",
        Metadata: { Fail: { ErrorMessage: "Failed due to hitting in else branch" } },
      },
      { StepName: "CondStep", StepStatus: "Succeeded", Metadata: { Condition: { Outcome: "False" } } },
    ]);
    expect(execution.failureReason).toBe("Step failure: One or multiple steps failed.");
  });

  it("joins the outcome of a condition as true or false", () => {
    const message = join(": ", "Failed due to xxx == yyy returns", get("Steps.CondStep.Outcome"));
    const execution = run([
      condition("CondStep", [never]),
      { Name: "FailStep", Type: "Fail", Arguments: { ErrorMessage: message } },
    ]);
    expect(listExecutionSteps(execution)[0]?.FailureReason).toBe("Failed due to xxx == yyy returns: false");
  });

  it("without a message there is no FailureReason, and an empty ErrorMessage", () => {
    const execution = run([{ Name: "FailStep", Type: "Fail", Arguments: {} }]);
    const [step] = listExecutionSteps(execution);
    expect(step).not.toHaveProperty("FailureReason");
    expect(step?.Metadata).toEqual({ Fail: { ErrorMessage: "" } });
  });

  it("compares texts as texts (test_pipeline_var_behaviors.py)", () => {
    const parameters = (whole: number): JsonObject[] => [
      { Name: "MyString", Type: "String", DefaultValue: "1" },
      { Name: "MyInteger", Type: "Integer", DefaultValue: whole },
    ];
    const steps = [
      condition("CondStep", [
        {
          Type: "GreaterThan",
          LeftValue: get("Parameters.MyString"),
          RightValue: join("", get("Parameters.MyInteger")),
        },
      ]),
      {
        Name: "FailStep",
        Type: "Fail",
        Arguments: {
          ErrorMessage: join(
            " ",
            "condition greater than check return:",
            join("", get("Steps.CondStep.Outcome")),
            "and left side param str is",
            get("Parameters.MyString"),
            "and right side param int is",
            get("Parameters.MyInteger"),
          ),
        },
      },
    ];
    expect(listExecutionSteps(run(steps, parameters(3)))[0]?.FailureReason).toBe(
      "condition greater than check return: false and left side param str is 1 and right side param int is 3",
    );
    expect(listExecutionSteps(run(steps, parameters(0)))[0]?.FailureReason).toBe(
      "condition greater than check return: true and left side param str is 1 and right side param int is 0",
    );
  });

  it("steps at work come to their end, none begins any more, and the execution cannot be retried", () => {
    const fail = { Name: "F", Type: "Fail", Arguments: { ErrorMessage: "no" } };
    const { execution, wants } = start([training("A"), training("B", {}, { DependsOn: ["A"] }), fail]);
    expect(startsIn(wants)).toEqual(["A"]);
    expect(execution.status).toBe("Executing");
    const after = next(execution, { kind: "step-succeeded", step: "A", attempt: 1, properties: {} });
    expect(after).toMatchObject({ wants: [], execution: { status: "Failed" } });
    expect(() => next(after.execution, { kind: "retry" })).toThrow("ended with a Fail step cannot be retried");
  });
});

describe("Callback and Lambda", () => {
  it("a callback step sends its message and waits for the token; outputs have their declared types", () => {
    const { execution, wants, definition } = start([
      callback("Call"),
      condition("C", [
        { Type: "Equals", LeftValue: get("Steps.Call.OutputParameters['size']"), RightValue: 3 },
        { Type: "Equals", LeftValue: get("Steps.Call.OutputParameters['good']"), RightValue: true },
      ]),
    ]);
    const [want] = wants;
    const message = want?.kind === "start-step" ? want.message : null;
    // The Developer Guide's example of a message has these four members.
    expect(message).toEqual({
      token: expect.stringMatching(/^[A-Za-z0-9]{10}$/),
      pipelineExecutionArn: execution.arn,
      arguments: { number: 5 },
      status: "Executing",
    });
    const token = message?.token ?? "";
    const outputs = [
      { Name: "size", Value: "3" },
      { Name: "good", Value: "true" },
    ];
    const after = next(execution, { kind: "callback-succeeded", token, outputs });
    expect(after.execution.status).toBe("Succeeded");
    expect(listExecutionSteps(after.execution)).toMatchObject([
      { StepName: "C", Metadata: { Condition: { Outcome: "True" } } },
      { StepName: "Call", Metadata: { Callback: { CallbackToken: token, OutputParameters: outputs } } },
    ]);
    expect(() => next(after.execution, { kind: "callback-succeeded", token, outputs: [] })).toThrow("callback token");
    expect(definition.steps).toHaveLength(2);
    const failed = next(execution, { kind: "callback-failed", token, reason: "the people said no" });
    expect(listExecutionSteps(failed.execution)[0]?.FailureReason).toBe("the people said no");
  });

  it("an output that is not of its type fails the step; a nested one is a single text", () => {
    const run = (outputs: JsonObject): PipelineExecution =>
      runToEnd({
        definition: define({ Steps: [lambda("L"), training("T", { Body: get("Steps.L.OutputParameters['body']") })] }),
        work: (want) => (want.step === "L" ? succeed(want, { OutputParameters: outputs }) : undefined),
      }).execution;
    expect(run({ rate: "0.5", body: { a: 1 }, more: 1 }).steps).toMatchObject({
      L: { properties: { OutputParameters: { rate: 0.5, body: '{"a":1}' } } },
      T: { arguments: { Body: '{"a":1}' } },
    });
    expect(run({ rate: "fast", body: "x" }).steps["L"]).toMatchObject({
      status: "Failed",
      reason: "Output parameter 'rate' of step 'L' must be Float, got a text.",
    });
    expect(run({ rate: 1 }).steps["T"]).toMatchObject({
      reason: expect.stringContaining("no OutputParameters['body'] (there are rate)"),
    });
  });
});

describe("StopPipelineExecution", () => {
  it("stops the jobs, begins nothing more, and is Stopped when they are", () => {
    const { execution } = start([training("A"), training("B", {}, { DependsOn: ["A"] })]);
    const stopping = next(execution, { kind: "stop" });
    expect(stopping.execution.status).toBe("Stopping");
    expect(stopping.wants).toEqual([{ kind: "stop-step", id: "stop:A:1", step: "A", attempt: 1 }]);
    expect(listExecutionSteps(stopping.execution)).toMatchObject([{ StepName: "A", StepStatus: "Stopping" }]);
    const { execution: stopped } = next(stopping.execution, { kind: "step-stopped", step: "A", attempt: 1 });
    expect(stopped.status).toBe("Stopped");
    expect(listExecutionSteps(stopped)).toMatchObject([{ StepName: "A", StepStatus: "Stopped" }]);
    expect(() => next(stopped, { kind: "stop" })).toThrow(
      "Only pipeline executions with the status Executing can be stopped",
    );
  });

  it("a job that ends before it is stopped keeps its end, and nothing follows", () => {
    const { execution } = start([training("A"), training("B", {}, { DependsOn: ["A"] })]);
    const stopping = next(execution, { kind: "stop" }).execution;
    const ended = next(stopping, { kind: "step-succeeded", step: "A", attempt: 1, properties: {} });
    expect(ended.wants).toEqual([]);
    expect(ended.execution).toMatchObject({ status: "Stopped", steps: { A: { status: "Succeeded" } } });
  });

  it("a callback step is told so in its queue, and only its answer ends the execution", () => {
    const { execution } = start([callback("Call")]);
    const { execution: stopping, wants } = next(execution, { kind: "stop" });
    const [want] = wants;
    expect(want).toMatchObject({ kind: "send-message", message: { status: "Stopping" } });
    const token = want?.kind === "send-message" ? want.message.token : "";
    expect(next(stopping, { kind: "callback-failed", token, reason: "stopped" }).execution.status).toBe("Stopped");
  });

  it("a Lambda function is waited for: Stopped when it ends, Failed when its time is over", () => {
    const { execution } = start([lambda("L")]);
    const { execution: stopping, wants } = next(execution, { kind: "stop" });
    expect(wants).toEqual([]);
    const answer = { step: "L", attempt: 1 };
    expect(next(stopping, { kind: "step-succeeded", ...answer, properties: {} }).execution.status).toBe("Stopped");
    const timedOut = { kind: "step-failed", ...answer, reason: "timed out", exceptionType: null } as const;
    expect(next(stopping, timedOut).execution.status).toBe("Failed");
  });
});

describe("PipelineExperimentConfig", () => {
  const names = {
    ExperimentName: get("Execution.PipelineName"),
    TrialName: join("-", "trial", get("Execution.PipelineExecutionId")),
  };

  it("names experiment and trial, which steps may refer to (sagemaker-python-sdk test_pipeline_two_step)", () => {
    const { execution, wants } = start(
      [
        training("A", {
          input_data: [get("PipelineExperimentConfig.ExperimentName"), get("PipelineExperimentConfig.TrialName")],
        }),
      ],
      { PipelineExperimentConfig: names },
    );
    expect(wants).toMatchObject([
      {
        arguments: { input_data: ["abalone", "trial-abcdef123456"] },
        experiment: { experimentName: "abalone", trialName: "trial-abcdef123456" },
      },
    ]);
    expect(describeExecution(execution).PipelineExperimentConfig).toEqual({
      ExperimentName: "abalone",
      TrialName: "trial-abcdef123456",
    });
  });

  it("null means none, and then nothing can refer to it", () => {
    expect(start([training("A")], { PipelineExperimentConfig: null }).execution.experiment).toBeNull();
    const step = training("A", { X: get("PipelineExperimentConfig.TrialName") });
    expect(() => start([step])).toThrow("the pipeline has no PipelineExperimentConfig");
    expect(() =>
      start([training("A")], {
        PipelineExperimentConfig: { ExperimentName: get("PipelineExperimentConfig.TrialName") },
      }),
    ).toThrow("the pipeline has no PipelineExperimentConfig");
  });
});

describe("parameters at the start", () => {
  const definition = define({
    Parameters: [
      { Name: "Count", Type: "Integer" },
      { Name: "Kind", Type: "String", DefaultValue: "a", EnumValues: ["a", "b"] },
      { Name: "Rate", Type: "Float", DefaultValue: 0.5 },
      { Name: "Flag", Type: "Boolean", DefaultValue: false },
    ],
    Steps: [training("A")],
  });
  const values = (given: Record<string, string>) =>
    startExecution({
      definition,
      pipelineName: "p",
      pipelineArn,
      executionId: "abcdef123456",
      nowMs: 0,
      parameters: Object.entries(given).map(([Name, Value]) => ({ Name, Value })),
    }).execution.parameters;

  it("are texts that become values of their type", () => {
    expect(values({ Count: "3", Rate: "1e-3", Flag: "True", Kind: "b" })).toEqual({
      Count: 3,
      Rate: 0.001,
      Flag: true,
      Kind: "b",
    });
    expect(values({ Count: "-2" })).toEqual({ Count: -2, Rate: 0.5, Flag: false, Kind: "a" });
  });

  it("that are missing, unknown, of another type or not among EnumValues are refused", () => {
    expect(() => values({})).toThrow("Parameters without a default value must be given: 'Count' (Integer).");
    expect(() => values({ Count: "1", Cuont: "2" })).toThrow("Parameter 'Cuont' is not defined in the pipeline");
    expect(() => values({ Count: "1.5" })).toThrow("Parameter 'Count' must be Integer, got \"1.5\".");
    expect(() => values({ Count: "1", Rate: "NaN" })).toThrow("must be Float");
    expect(() => values({ Count: "1", Flag: "yes" })).toThrow("must be Boolean");
    expect(() => values({ Count: "1", Kind: "c" })).toThrow("Parameter 'Kind' must be one of a, b, got c.");
  });
});
