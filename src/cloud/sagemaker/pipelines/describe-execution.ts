import type {
  DescribePipelineExecutionResponse,
  PipelineExecutionStep,
  Parameter as PipelineParameter,
} from "@aws-sdk/client-sagemaker";
import type { BegunStep, PipelineExecution } from "./execution.ts";
import { stateOf } from "./execution.ts";
import { stepMetadata } from "./step-metadata.ts";

/** DescribePipelineExecution's answer, but for who made and changed it, which the service knows. */
export function describeExecution(
  execution: PipelineExecution,
): Omit<DescribePipelineExecutionResponse, "CreatedBy" | "LastModifiedBy"> {
  const { selection, experiment, maxParallelSteps } = execution;
  return {
    PipelineArn: execution.pipelineArn,
    PipelineExecutionArn: execution.arn,
    ...(execution.displayName === null ? {} : { PipelineExecutionDisplayName: execution.displayName }),
    ...(execution.description === null ? {} : { PipelineExecutionDescription: execution.description }),
    PipelineExecutionStatus: execution.status,
    ...(experiment === null
      ? {}
      : { PipelineExperimentConfig: { ExperimentName: experiment.experimentName, TrialName: experiment.trialName } }),
    ...(execution.failureReason === null ? {} : { FailureReason: execution.failureReason }),
    CreationTime: new Date(execution.startedMs),
    LastModifiedTime: new Date(execution.modifiedMs),
    ...(maxParallelSteps === null ? {} : { ParallelismConfiguration: { MaxParallelExecutionSteps: maxParallelSteps } }),
    ...(selection === null
      ? {}
      : {
          SelectiveExecutionConfig: {
            ...(selection.sourceArn === null ? {} : { SourcePipelineExecutionArn: selection.sourceArn }),
            SelectedSteps: selection.steps.map((StepName) => ({ StepName })),
          },
        }),
  };
}

/** The steps that have begun, the latest first, as ListPipelineExecutionSteps lists them. */
export function listExecutionSteps(execution: PipelineExecution): readonly PipelineExecutionStep[] {
  return execution.begun.toReversed().flatMap((name) => {
    const step = execution.definition.steps.find((one) => one.name === name);
    const state = stateOf(execution, name);
    if (step === undefined || state.status === "Waiting" || state.status === "Skipped") return [];
    return [
      {
        StepName: name,
        ...(step.displayName === null ? {} : { StepDisplayName: step.displayName }),
        ...(step.description === null ? {} : { StepDescription: step.description }),
        StartTime: new Date(state.startedMs),
        ...("endedMs" in state ? { EndTime: new Date(state.endedMs) } : {}),
        StepStatus: state.status === "Retrying" ? "Executing" : state.status,
        ...originOf(state),
        ...(state.status === "Failed" && state.reason !== "" ? { FailureReason: state.reason } : {}),
        Metadata: stepMetadata({ execution, step, state }),
        AttemptCount: state.attempt,
      },
    ];
  });
}

/** ListPipelineParametersForExecution's list. */
export function listExecutionParameters(execution: PipelineExecution): readonly PipelineParameter[] {
  return Object.entries(execution.parameters).map(([Name, value]) => ({ Name, Value: String(value) }));
}

function originOf(state: BegunStep): Pick<PipelineExecutionStep, "CacheHitResult" | "SelectiveExecutionResult"> {
  if (state.status !== "Succeeded" || state.origin.kind === "ran") return {};
  const source = { SourcePipelineExecutionArn: state.origin.executionArn };
  return state.origin.kind === "cached" ? { CacheHitResult: source } : { SelectiveExecutionResult: source };
}
