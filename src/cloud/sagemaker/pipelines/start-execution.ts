import type { PipelineDefinition } from "./definition.ts";
import { evaluate } from "./evaluate.ts";
import type { PipelineExecution, StepState } from "./execution.ts";
import type { Json } from "./json.ts";
import { parameterValues } from "./parameter-values.ts";
import type { ResultCache } from "./result-cache.ts";
import { selectSteps } from "./select-steps.ts";
import { settle } from "./settle.ts";
import { type Want, wantsOf } from "./wants.ts";

export type StartOptions = {
  readonly definition: PipelineDefinition;
  readonly pipelineName: string;
  /** arn:aws:sagemaker:region:account:pipeline/name */
  readonly pipelineArn: string;
  /** Twelve letters and digits, new for every execution; names and tokens of the execution follow from it. */
  readonly executionId: string;
  readonly nowMs: number;
  readonly parameters?: readonly { readonly Name: string; readonly Value: string }[];
  readonly displayName?: string | null;
  readonly description?: string | null;
  readonly maxParallelSteps?: number | null;
  readonly cache?: ResultCache;
  /** SelectiveExecutionConfig; source is the execution that its SourcePipelineExecutionArn names. */
  readonly selection?: { readonly steps: readonly string[]; readonly source: PipelineExecution | null } | null;
};

/**
 * Starts an execution: what StartPipelineExecution does.
 *
 * @throws AwsError "ValidationException" for parameters and selections that do not fit
 */
export function startExecution({
  definition,
  pipelineName,
  pipelineArn,
  executionId,
  nowMs,
  parameters = [],
  displayName = null,
  description = null,
  maxParallelSteps = null,
  cache = {},
  selection = null,
}: StartOptions): { readonly execution: PipelineExecution; readonly wants: readonly Want[] } {
  const arn = `${pipelineArn}/execution/${executionId}`;
  const values = parameterValues({ parameters: definition.parameters, given: parameters });
  const waiting: readonly (readonly [string, StepState])[] = definition.steps.map(({ name }) => [
    name,
    { status: "Waiting", attempts: 0 },
  ]);
  const chosen =
    selection === null
      ? null
      : selectSteps({ definition, pipelineArn, nowMs, steps: selection.steps, source: selection.source });
  const blank: PipelineExecution = {
    kind: "pipeline-execution",
    version: 1,
    id: executionId,
    arn,
    pipelineName,
    pipelineArn,
    displayName,
    description,
    definition,
    parameters: values,
    experiment: null,
    maxParallelSteps,
    selection: selection === null ? null : { sourceArn: selection.source?.arn ?? null, steps: selection.steps },
    status: "Executing",
    failureReason: null,
    startedMs: nowMs,
    modifiedMs: nowMs,
    steps: chosen?.states ?? Object.fromEntries(waiting),
    begun: chosen?.reused ?? [],
    awaitedFiles: [],
    files: {},
  };
  const execution = settle({ execution: { ...blank, experiment: experimentOf(blank) }, cache, nowMs });
  return { execution, wants: wantsOf(execution) };
}

function experimentOf(execution: PipelineExecution): PipelineExecution["experiment"] {
  const { experiment } = execution.definition;
  if (experiment === null) return null;
  const read = (value: Json): string => String(evaluate(value, { execution, nowMs: execution.startedMs, files: {} }));
  return { experimentName: read(experiment.experimentName), trialName: read(experiment.trialName) };
}
