import { type Member, type ServiceModel, shapeNamed } from "#cloud/core/service-model.ts";
import type { Diagnostic, PipelineDefinition, StepDefinition } from "./definition.ts";
import { expressionsIn, readExpression } from "./expressions.ts";
import { isList, isObject, type Json } from "./json.ts";
import { readReference, type Segment, writeSegments } from "./reference.ts";
import { type StepType, stepKind } from "./step-types.ts";

/**
 * What CreatePipeline refuses in the arguments of steps, by the service's own model of the requests they become: members that a request does not
 * have, a value where an object or a list belongs, a word that is none of an enumeration. The service fills in no expression before it starts,
 * so those stand for anything.
 */
export function argumentProblems(definition: PipelineDefinition, model: ServiceModel): readonly Diagnostic[] {
  return definition.steps.flatMap((step) => {
    const { operation } = stepKind(step.type);
    const input = operation?.service === "sagemaker" ? model.operations[operation.name]?.input : undefined;
    if (input === undefined) return [];
    const path = `${step.name}.Arguments`;
    return [...problemsIn({ value: step.arguments, member: { shape: input }, model, path, step })];
  });
}

/** References to properties that the service's Describe answer for the step does not have. */
export function propertyProblems(definition: PipelineDefinition, model: ServiceModel): readonly Diagnostic[] {
  return definition.steps.flatMap((step) => {
    const values: readonly Json[] = [step.arguments, step.settings, step.conditions as unknown as Json]; // plain data, as definitions are
    return values.flatMap((value) =>
      [...expressionsIn(value, step.name)].flatMap(({ read, path }) => {
        const reference = read?.kind === "get" ? readReference(read.text) : undefined;
        if (reference?.kind !== "step") return [];
        const target = definition.steps.find(({ name }) => name === reference.step);
        const output = target === undefined ? undefined : model.operations[describeNames[target.type] ?? ""]?.output;
        if (target === undefined || output === undefined || isExtra(target, reference.path)) return [];
        const end = endOfPath({ path: reference.path, shape: output, model });
        if (end === undefined) return [];
        const message = `Step '${target.name}' of type ${target.type} has no property ${end}.`;
        return [{ severity: "warning" as const, step: step.name, path, message }];
      }),
    );
  });
}

const describeNames: Partial<Record<StepType, string>> = {
  Processing: "DescribeProcessingJob",
  Training: "DescribeTrainingJob",
  Tuning: "DescribeHyperParameterTuningJob",
  Transform: "DescribeTransformJob",
  Model: "DescribeModel",
  RegisterModel: "DescribeModelPackage",
  EndpointConfig: "DescribeEndpointConfig",
  Endpoint: "DescribeEndpoint",
};

type Place = {
  readonly value: Json;
  readonly member: Member;
  readonly model: ServiceModel;
  readonly path: string;
  readonly step: StepDefinition;
};

function* problemsIn({ value, member, model, path, step }: Place): Generator<Diagnostic> {
  if (value === null || readExpression(value) !== null) return;
  const problem = (message: string): Diagnostic => ({ severity: "error", step: step.name, path, message });
  const shape = shapeNamed(model, member.shape);
  if (shape.type === "structure" || shape.type === "map") {
    if (!isObject(value)) {
      yield problem("Expecting start of Json Object.");
      return;
    }
    for (const [name, entry] of Object.entries(value)) {
      const inside =
        shape.type === "map" ? shape.value : isRefused(step, name, path) ? undefined : shape.members?.[name];
      if (inside === undefined) yield problem(`Unknown Argument member '${name}'.`);
      else yield* problemsIn({ value: entry, member: inside, model, path: `${path}.${name}`, step });
    }
  } else if (shape.type === "list") {
    if (!isList(value)) {
      yield problem("Expecting start of Json Array.");
      return;
    }
    for (const [at, entry] of value.entries()) {
      if (shape.member !== undefined)
        yield* problemsIn({ value: entry, member: shape.member, model, path: `${path}[${at}]`, step });
    }
  } else if (shape.enum !== undefined && typeof value === "string" && !shape.enum.includes(value)) {
    const set = shape.enum.join(", ");
    yield problem(
      `Model Validation failed: Value '${value}' for '${member.shape}' failed to satisfy enum value set: [${set}]`,
    );
  }
}

/** What requests have and pipelines do not (aws/sagemaker-python-sdk: pull request 3472; unsupported_fields in workflow/endpoint_step.py). */
const refused: Partial<Record<StepType, readonly string[]>> = {
  RegisterModel: ["ModelPackageName"],
  EndpointConfig: ["DataCaptureConfig", "ExplainerConfig"],
  Endpoint: ["DeploymentConfig"],
};

function isRefused(step: StepDefinition, name: string, path: string): boolean {
  return path === `${step.name}.Arguments` && refused[step.type]?.includes(name) === true;
}

/** Of a tuning step pipelines know the training jobs too, best first. */
function isExtra(target: StepDefinition, [first]: readonly Segment[]): boolean {
  return target.type === "Tuning" && first?.kind === "member" && first.name === "TrainingJobSummaries";
}

/** Where a path leaves the shape, written as a path; undefined where it does not. */
function endOfPath({
  path,
  shape: from,
  model,
}: {
  readonly path: readonly Segment[];
  readonly shape: string;
  readonly model: ServiceModel;
}): string | undefined {
  let shape = shapeNamed(model, from);
  for (const [at, segment] of path.entries()) {
    const next =
      shape.type === "structure" && segment.kind === "member"
        ? shape.members?.[segment.name]
        : shape.type === "list" && segment.kind !== "member"
          ? shape.member
          : shape.type === "map" && segment.kind !== "index"
            ? shape.value
            : undefined;
    if (next === undefined) return writeSegments(path.slice(0, at + 1));
    shape = shapeNamed(model, next.shape);
  }
  return undefined;
}
