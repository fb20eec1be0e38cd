import { sha256 } from "#engine/core/sha-256.ts";
import type { StepDefinition } from "./definition.ts";
import { type PipelineExecution, type SucceededStep, stateOf } from "./execution.ts";
import { isList, isObject, type Json, type JsonObject, memberOf } from "./json.ts";

/** An entity of SageMaker's lineage; there is one for each source. */
export type LineageEntity = {
  readonly arn: string;
  readonly kind: "artifact" | "action" | "context" | "trial-component";
  /** DataSet, Image, Model, ModelData, Checkpoint · Approval, ModelDeployment · ModelGroup, Endpoint · TrainingJob … */
  readonly type: string;
  readonly sourceUri: string;
  /** The step that brought it in first. */
  readonly step: string;
};

export type LineageAssociation = {
  readonly sourceArn: string;
  readonly destinationArn: string;
  readonly type: "ContributedTo" | "AssociatedWith" | "Produced";
};

export type ExecutionLineage = {
  readonly entities: readonly LineageEntity[];
  readonly associations: readonly LineageAssociation[];
};

type Graph = {
  readonly entity: (entity: Omit<LineageEntity, "arn" | "step">) => string;
  readonly associate: (association: LineageAssociation) => void;
};

/**
 * The entities that SageMaker makes of itself for what the steps of an execution did (Developer Guide, "Amazon SageMaker–Created Tracking
 * Entities"): S3 data by the URI that the request names, not by its content.
 */
export function lineageOf(execution: PipelineExecution): ExecutionLineage {
  const entities = new Map<string, LineageEntity>();
  const associations = new Map<string, LineageAssociation>();
  const root = execution.pipelineArn.slice(0, execution.pipelineArn.indexOf(":pipeline/"));
  for (const name of execution.begun) {
    const step = execution.definition.steps.find((one) => one.name === name);
    const state = stateOf(execution, name);
    if (step === undefined || state.status !== "Succeeded") continue;
    track({
      step,
      state,
      execution,
      graph: {
        entity: ({ kind, type, sourceUri }) => {
          const key = `${kind === "trial-component" || kind === "artifact" ? kind : `${kind} ${type}`} ${sourceUri}`;
          const known = entities.get(key);
          if (known !== undefined) return known.arn;
          const arn = `${root}:${arnResource({ kind, type, sourceUri, key })}`;
          entities.set(key, { arn, kind, type, sourceUri, step: name });
          return arn;
        },
        associate: (association) => {
          const { sourceArn, destinationArn, type } = association;
          associations.set(`${sourceArn} ${type} ${destinationArn}`, association);
        },
      },
    });
  }
  return { entities: [...entities.values()], associations: [...associations.values()] };
}

function arnResource({
  kind,
  type,
  sourceUri,
  key,
}: Omit<LineageEntity, "arn" | "step"> & { readonly key: string }): string {
  if (kind !== "trial-component") return `${kind}/${sha256(key).slice(0, 32)}`;
  const job = sourceUri.slice(sourceUri.lastIndexOf("/") + 1);
  return `experiment-trial-component/${job}-aws-${type.replace("Job", "").toLowerCase()}-job`;
}

type Tracked = {
  readonly step: StepDefinition;
  readonly state: SucceededStep;
  readonly execution: PipelineExecution;
  readonly graph: Graph;
};

function track(tracked: Tracked): void {
  const { step, state } = tracked;
  const both = { ...state.arguments, ...state.properties };
  const at = (path: string): readonly string[] => textsAt(both, path);
  switch (step.type) {
    case "Training":
      trackJob(tracked, {
        arnProperty: "TrainingJobArn",
        images: at("AlgorithmSpecification.TrainingImage"),
        inputs: at("InputDataConfig.*.DataSource.S3DataSource.S3Uri"),
        models: at("ModelArtifacts.S3ModelArtifacts"),
        checkpoints: at("CheckpointConfig.S3Uri"),
      });
      return;
    case "Processing":
    case "QualityCheck":
    case "ClarifyCheck":
      trackJob(tracked, {
        arnProperty: "ProcessingJobArn",
        images: at("AppSpecification.ImageUri"),
        inputs: at("ProcessingInputs.*.S3Input.S3Uri"),
        outputs: at("ProcessingOutputConfig.Outputs.*.S3Output.S3Uri"),
      });
      return;
    case "Transform":
      trackJob(tracked, {
        arnProperty: "TransformJobArn",
        inputs: at("TransformInput.DataSource.S3DataSource.S3Uri"),
        outputs: at("TransformOutput.S3OutputPath"),
      });
      return;
    case "RegisterModel":
      trackModelPackage(tracked, both);
      return;
    case "Endpoint":
      trackEndpoint(tracked, both);
      return;
  }
}

type Job = {
  readonly arnProperty: string;
  readonly images?: readonly string[];
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
  readonly models?: readonly string[];
  readonly checkpoints?: readonly string[];
};

function trackJob(
  { state, graph }: Tracked,
  { arnProperty, images = [], inputs = [], outputs = [], models = [], checkpoints = [] }: Job,
): void {
  const jobArn = memberOf(state.properties, arnProperty);
  if (typeof jobArn !== "string") return;
  const job = graph.entity({ kind: "trial-component", type: arnProperty.replace("Arn", ""), sourceUri: jobArn });
  const artifact = (type: string, sourceUri: string): string => graph.entity({ kind: "artifact", type, sourceUri });
  const into = (type: string, uri: string): void =>
    graph.associate({ sourceArn: artifact(type, uri), destinationArn: job, type: "ContributedTo" });
  const outOf = (type: string, uri: string): void =>
    graph.associate({ sourceArn: job, destinationArn: artifact(type, uri), type: "Produced" });
  for (const uri of images) into("Image", uri);
  for (const uri of inputs) into("DataSet", uri);
  for (const uri of outputs) outOf("DataSet", uri);
  for (const uri of models) outOf("Model", uri);
  for (const uri of checkpoints) outOf("Checkpoint", uri);
}

function trackModelPackage({ graph, execution }: Tracked, both: JsonObject): void {
  const [packageArn] = textsAt(both, "ModelPackageArn");
  if (packageArn === undefined) return;
  const made = graph.entity({ kind: "artifact", type: "Model", sourceUri: packageArn });
  for (const uri of textsAt(both, "InferenceSpecification.Containers.*.Image")) {
    const image = graph.entity({ kind: "artifact", type: "Image", sourceUri: uri });
    graph.associate({ sourceArn: image, destinationArn: made, type: "ContributedTo" });
  }
  for (const uri of textsAt(both, "InferenceSpecification.Containers.*.ModelDataUrl")) {
    const data = graph.entity({ kind: "artifact", type: "ModelData", sourceUri: uri });
    graph.associate({ sourceArn: data, destinationArn: made, type: "ContributedTo" });
  }
  const approval = graph.entity({ kind: "action", type: "Approval", sourceUri: packageArn });
  graph.associate({ sourceArn: made, destinationArn: approval, type: "ContributedTo" });
  const [group] = textsAt(both, "ModelPackageGroupName");
  if (group === undefined) return;
  const root = execution.pipelineArn.slice(0, execution.pipelineArn.indexOf(":pipeline/"));
  const sourceUri = group.startsWith("arn:") ? group : `${root}:model-package-group/${group}`;
  const context = graph.entity({ kind: "context", type: "ModelGroup", sourceUri });
  graph.associate({ sourceArn: made, destinationArn: context, type: "AssociatedWith" });
}

function trackEndpoint({ graph, execution }: Tracked, both: JsonObject): void {
  const [endpointArn] = textsAt(both, "EndpointArn");
  if (endpointArn === undefined) return;
  const context = graph.entity({ kind: "context", type: "Endpoint", sourceUri: endpointArn });
  const deployment = graph.entity({ kind: "action", type: "ModelDeployment", sourceUri: endpointArn });
  graph.associate({ sourceArn: deployment, destinationArn: context, type: "AssociatedWith" });
  const [configName] = textsAt(both, "EndpointConfigName");
  const config = findResult(execution, "EndpointConfig", "EndpointConfigName", configName);
  for (const modelName of textsAt(config, "ProductionVariants.*.ModelName")) {
    const model = findResult(execution, "Model", "ModelName", modelName);
    const containers = ["PrimaryContainer", "Containers.*"];
    for (const [member, type] of [
      ["ModelDataUrl", "Model"],
      ["Image", "Image"],
    ] as const) {
      for (const uri of containers.flatMap((path) => textsAt(model, `${path}.${member}`))) {
        const artifact = graph.entity({ kind: "artifact", type, sourceUri: uri });
        graph.associate({ sourceArn: artifact, destinationArn: deployment, type: "ContributedTo" });
      }
    }
  }
}

/** What a step of the execution made under a name. */
function findResult(
  execution: PipelineExecution,
  type: string,
  nameMember: string,
  name: string | undefined,
): JsonObject {
  for (const step of execution.definition.steps) {
    const state = stateOf(execution, step.name);
    if (step.type !== type || state.status !== "Succeeded") continue;
    const both = { ...state.arguments, ...state.properties };
    if (both[nameMember] === name) return both;
  }
  return {};
}

/** All texts at a path in which * stands for every entry of a list. */
function textsAt(from: Json, path: string): readonly string[] {
  let values: readonly Json[] = [from];
  for (const name of path.split(".")) {
    values = values.flatMap((value) => {
      if (name === "*") return isList(value) ? value : [];
      const member = isObject(value) ? memberOf(value, name) : undefined;
      return member === undefined ? [] : [member];
    });
  }
  return values.filter((value) => typeof value === "string");
}
