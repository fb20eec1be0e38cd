import { describe, expect, it } from "vitest";
import type { PipelineDefinition } from "#cloud/sagemaker/pipelines/definition.ts";
import { listExecutionSteps } from "#cloud/sagemaker/pipelines/describe-execution.ts";
import type { JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import type { ResultCache } from "#cloud/sagemaker/pipelines/result-cache.ts";
import { always, condition, define, get, never, training } from "./definitions.ts";
import { pipelineArn, runToEnd, startMs, succeed } from "./stub-host.ts";

const day = 86_400_000;

describe("step caching (Developer Guide, Caching Pipeline Steps)", () => {
  const steps = (args: JsonObject, expireAfter = "30d"): PipelineDefinition =>
    define({
      Steps: [
        training("T", args, { CacheConfig: { Enabled: true, ExpireAfter: expireAfter } }),
        training("After", { X: get("Steps.T.TrainingJobName") }),
      ],
    });
  const run = (definition: PipelineDefinition, cache: ResultCache, executionId: string, nowMs = startMs) => {
    const ran = runToEnd({ definition, cache, executionId, nowMs });
    return { ...ran, names: ran.starts.map(({ step }) => step) };
  };
  const args = { HyperParameters: { eta: "0.2" }, ResourceConfig: { InstanceType: "ml.m5.large" } };

  it("a step with the same attributes takes the earlier result, and says whose", () => {
    const first = run(steps(args), {}, "first0000000");
    const second = run(steps(args), first.cache, "second000000");
    expect(first.names).toEqual(["T", "After"]);
    expect(second.names).toEqual(["After"]);
    expect(listExecutionSteps(second.execution).at(-1)).toMatchObject({
      StepName: "T",
      StepStatus: "Succeeded",
      CacheHitResult: { SourcePipelineExecutionArn: `${pipelineArn}/execution/first0000000` },
    });
    expect(second.starts[0]?.arguments["X"]).toBe(first.starts[0]?.name);
  });

  it("attributes of the list decide, others do not", () => {
    const { cache } = run(steps(args), {}, "first0000000");
    const other = { ...args, ResourceConfig: { InstanceType: "ml.c5.xlarge" } };
    expect(run(steps(other), cache, "a").names).toEqual(["After"]);
    expect(run(steps({ ...args, HyperParameters: { eta: "0.3" } }), cache, "b").names).toEqual(["T", "After"]);
    expect(run(steps({ ...args, Environment: { A: "b" } }), cache, "c").names).toEqual(["T", "After"]);
  });

  it("is told apart by values, so a timestamp in an attribute ends it", () => {
    const stamped = steps({ Environment: { At: get("Execution.StartDateTime") } });
    const { cache } = run(stamped, {}, "first0000000");
    expect(run(stamped, cache, "second000000", startMs + 1000).names).toEqual(["T", "After"]);
  });

  it("a result that is too old is made anew, and is the one to take after that", () => {
    const { cache } = run(steps(args, "T5m"), {}, "first0000000"); // ends a minute after the start
    expect(run(steps(args, "T5m"), cache, "in-time", startMs + 5 * 60_000).names).toEqual(["After"]);
    const late = run(steps(args, "T5m"), cache, "late", startMs + day);
    expect(late.names).toEqual(["T", "After"]);
    const next = run(steps(args, "T5m"), late.cache, "next", startMs + day + 120_000);
    expect(listExecutionSteps(next.execution).at(-1)?.CacheHitResult?.SourcePipelineExecutionArn).toContain("/late");
  });

  it("failed runs are not taken, nor results of another step", () => {
    const { cache } = runToEnd({
      definition: steps(args),
      work: ({ step, attempt }) => ({ kind: "step-failed", step, attempt, reason: "no", exceptionType: null }),
    });
    expect(cache).toEqual({});
    const first = run(steps(args), {}, "first0000000");
    const renamed = define({ Steps: [training("U", args, { CacheConfig: { Enabled: true, ExpireAfter: "1d" } })] });
    expect(run(renamed, first.cache, "b").names).toEqual(["U"]);
  });

  it("without CacheConfig every run runs", () => {
    const plain = define({ Steps: [training("T", args)] });
    const first = run(plain, {}, "first0000000");
    expect(run(plain, first.cache, "b").names).toEqual(["T"]);
  });
});

describe("selective execution (Developer Guide, Selective execution of pipeline steps)", () => {
  const definition = define({
    Parameters: [{ Name: "Depth", Type: "Integer", DefaultValue: 5 }],
    Steps: [
      { Name: "Process", Type: "Processing", Arguments: {} },
      training("Train", { In: get("Steps.Process.ProcessingJobName"), Depth: get("Parameters.Depth") }),
      {
        Name: "Eval",
        Type: "Processing",
        Arguments: { In: get("Steps.Train.TrainingJobName"), Test: get("Steps.Process.ProcessingJobName") },
      },
      condition("Cond", [{ Type: "Equals", LeftValue: get("Steps.Eval.ProcessingJobName"), RightValue: "x" }], {
        no: [training("Register")],
      }),
    ],
  });
  const source = runToEnd({ definition, executionId: "source000000" }).execution;
  const select = (steps: readonly string[], from: typeof source | null = source) =>
    runToEnd({
      definition,
      executionId: "second000000",
      parameters: [{ Name: "Depth", Value: "6" }],
      selection: { steps, source: from },
    });

  it("selected steps run on results of the source; what comes after them does not", () => {
    const { execution, starts } = select(["Train", "Eval"]);
    expect(starts.map(({ step }) => step)).toEqual(["Train", "Eval"]);
    const processed = source.steps["Process"];
    const name = processed?.status === "Succeeded" ? processed.name : "";
    expect(starts[0]?.arguments).toMatchObject({ In: name, Depth: 6 });
    expect(execution.status).toBe("Succeeded");
    expect(listExecutionSteps(execution).map(({ StepName }) => StepName)).toEqual(["Eval", "Train", "Process"]);
    expect(listExecutionSteps(execution).at(-1)?.SelectiveExecutionResult).toEqual({
      SourcePipelineExecutionArn: source.arn,
    });
  });

  it("steps between selected ones must be selected", () => {
    expect(() => select(["Train", "Cond"])).toThrow("'Eval' is between 'Train' and 'Cond'");
  });

  it("a source is needed where results are, and none where nothing is", () => {
    expect(() => select(["Train"], null)).toThrow(
      "SourcePipelineExecutionArn is required: step 'Train' depends on step 'Process'",
    );
    expect(select(["Process", "Train"], null).execution.status).toBe("Succeeded");
    expect(() => select(["None"])).toThrow("Selected step 'None' is not defined");
  });

  it("the source has ended, and has the results", () => {
    expect(() => select(["Train"], { ...source, status: "Executing" })).toThrow(
      "must have the status Succeeded or Failed",
    );
    expect(() => select(["Train"], { ...source, pipelineArn: "other" })).toThrow("is not an execution of");
    const failed = runToEnd({
      definition,
      executionId: "failed000000",
      work: ({ step, attempt }) =>
        step === "Process" ? { kind: "step-failed", step, attempt, reason: "no", exceptionType: null } : undefined,
    }).execution;
    expect(() => select(["Train"], failed)).toThrow("Step 'Train' depends on step 'Process', which has no result");
    expect(select(["Process"], failed).execution.status).toBe("Succeeded");
  });

  it("a selected step in a branch follows the outcome that the source had", () => {
    const branching = (holds: boolean): PipelineDefinition =>
      define({ Steps: [condition("C", [holds ? always : never], { yes: [training("Then")] })] });
    for (const holds of [true, false]) {
      const before = runToEnd({ definition: branching(holds), executionId: "source000000" }).execution;
      const { starts } = runToEnd({
        definition: branching(holds),
        executionId: "second000000",
        selection: { steps: ["Then"], source: before },
        work: (start) => succeed(start, {}),
      });
      expect(starts.map(({ step }) => step)).toEqual(holds ? ["Then"] : []);
    }
  });
});
