/**
 * What AWS does for a step of a type.
 *
 * cacheKeys: the arguments that decide whether an earlier run is the same (Developer Guide, "Default cache key attributes by pipeline step
 * type"); a path names a part. No list: results of this type are never taken again.
 */
export type StepKind = {
  readonly operation: { readonly service: string; readonly name: string } | null;
  /** The argument that names what is made: AWS gives it a name unless the definition has a prefix for it. */
  readonly nameArgument: string | null;
  /** "arn": a metadata member with the ARN that this property of the result has. */
  readonly metadata: { readonly member: string; readonly arnProperty: string } | null;
  readonly cacheKeys: readonly string[] | null;
  readonly isRetryable: boolean;
};

export type StepType = keyof typeof stepKinds;

export const stepKinds = {
  Processing: sageMaker({
    operation: "CreateProcessingJob",
    nameArgument: "ProcessingJobName",
    metadata: { member: "ProcessingJob", arnProperty: "ProcessingJobArn" },
    cacheKeys: ["AppSpecification", "Environment", "ProcessingInputs"],
    isRetryable: true,
  }),
  Training: sageMaker({
    operation: "CreateTrainingJob",
    nameArgument: "TrainingJobName",
    metadata: { member: "TrainingJob", arnProperty: "TrainingJobArn" },
    cacheKeys: [
      "AlgorithmSpecification",
      "CheckpointConfig",
      "DebugHookConfig",
      "DebugRuleConfigurations",
      "Environment",
      "HyperParameters",
      "InputDataConfig",
    ],
    isRetryable: true,
  }),
  Tuning: sageMaker({
    operation: "CreateHyperParameterTuningJob",
    nameArgument: "HyperParameterTuningJobName",
    metadata: { member: "TuningJob", arnProperty: "HyperParameterTuningJobArn" },
    cacheKeys: [
      "HyperParameterTuningJobConfig",
      "TrainingJobDefinition.AlgorithmSpecification",
      "TrainingJobDefinition.HyperParameterRanges",
      "TrainingJobDefinition.InputDataConfig",
      "TrainingJobDefinition.StaticHyperParameters",
      "TrainingJobDefinition.TuningObjective",
      "TrainingJobDefinitions",
    ],
    isRetryable: true,
  }),
  AutoML: sageMaker({
    operation: "CreateAutoMLJob",
    nameArgument: "AutoMLJobName",
    metadata: { member: "AutoMLJob", arnProperty: "AutoMLJobArn" },
    cacheKeys: [
      "AutoMLJobConfig.CompletionCriteria",
      "AutoMLJobConfig.CandidateGenerationConfig",
      "AutoMLJobConfig.DataSplitConfig",
      "AutoMLJobConfig.Mode",
      "AutoMLJobObjective",
      "InputDataConfig",
      "ProblemType",
    ],
    isRetryable: true,
  }),
  Transform: sageMaker({
    operation: "CreateTransformJob",
    nameArgument: "TransformJobName",
    metadata: { member: "TransformJob", arnProperty: "TransformJobArn" },
    cacheKeys: ["DataProcessing", "Environment", "ModelName", "TransformInput"],
    isRetryable: true,
  }),
  Model: sageMaker({
    operation: "CreateModel",
    nameArgument: "ModelName",
    metadata: { member: "Model", arnProperty: "ModelArn" },
    isRetryable: true,
  }),
  RegisterModel: sageMaker({
    operation: "CreateModelPackage",
    metadata: { member: "RegisterModel", arnProperty: "ModelPackageArn" },
    isRetryable: true,
  }),
  EndpointConfig: sageMaker({
    operation: "CreateEndpointConfig",
    nameArgument: "EndpointConfigName",
    metadata: { member: "EndpointConfig", arnProperty: "EndpointConfigArn" },
    isRetryable: true,
  }),
  Endpoint: sageMaker({
    operation: "CreateEndpoint",
    nameArgument: "EndpointName",
    metadata: { member: "Endpoint", arnProperty: "EndpointArn" },
  }),
  InferenceComponent: sageMaker({
    operation: "CreateInferenceComponent",
    nameArgument: "InferenceComponentName",
    metadata: { member: "InferenceComponent", arnProperty: "InferenceComponentArn" },
  }),
  QualityCheck: sageMaker({
    operation: "CreateProcessingJob",
    nameArgument: "ProcessingJobName",
    cacheKeys: checkKeys("QualityCheckConfig", ["SuppliedBaselineConstraints", "SuppliedBaselineStatistics"]),
  }),
  ClarifyCheck: sageMaker({
    operation: "CreateProcessingJob",
    nameArgument: "ProcessingJobName",
    cacheKeys: checkKeys("ClarifyCheckConfig", ["SuppliedBaselineConstraints"]),
  }),
  EMR: {
    operation: { service: "emr", name: "AddJobFlowSteps" },
    nameArgument: null,
    metadata: null,
    cacheKeys: ["ClusterId", "StepConfig"],
    isRetryable: true,
  },
  EMRServerless: {
    operation: { service: "emr-serverless", name: "StartJobRun" },
    nameArgument: null,
    metadata: null,
    cacheKeys: null,
    isRetryable: true,
  },
  Lambda: {
    operation: { service: "lambda", name: "Invoke" },
    nameArgument: null,
    metadata: null,
    cacheKeys: null,
    isRetryable: false,
  },
  Callback: {
    operation: { service: "sqs", name: "SendMessage" },
    nameArgument: null,
    metadata: null,
    cacheKeys: null,
    isRetryable: false,
  },
  Lineage: sageMaker({ operation: "AddAssociation" }),
  BedrockCustomModel: bedrock("CreateCustomModel", "BedrockCustomModel"),
  BedrockCustomModelDeployment: bedrock("CreateCustomModelDeployment", "BedrockCustomModelDeployment"),
  BedrockModelImport: bedrock("CreateModelImportJob", "BedrockModelImport"),
  BedrockProvisionedModelThroughput: bedrock("CreateProvisionedModelThroughput", "BedrockProvisionedModelThroughput"),
  Condition: atOnce(),
  Fail: atOnce(),
} as const satisfies Readonly<Record<string, StepKind>>;

export function isStepType(text: string): text is StepType {
  return Object.hasOwn(stepKinds, text);
}

export function stepKind(type: StepType): StepKind {
  return stepKinds[type];
}

function sageMaker({
  operation,
  nameArgument = null,
  metadata = null,
  cacheKeys = null,
  isRetryable = false,
}: Partial<Omit<StepKind, "operation">> & { readonly operation: string }): StepKind {
  return { operation: { service: "sagemaker", name: operation }, nameArgument, metadata, cacheKeys, isRetryable };
}

function bedrock(name: string, member: string): StepKind {
  return {
    operation: { service: "bedrock", name },
    nameArgument: null,
    metadata: { member, arnProperty: "Arn" },
    cacheKeys: null,
    isRetryable: false,
  };
}

function atOnce(): StepKind {
  return { operation: null, nameArgument: null, metadata: null, cacheKeys: null, isRetryable: false };
}

/** Of check steps the definition spreads CheckJobConfig over Arguments, and the rest over members of the step. */
function checkKeys(config: string, baselines: readonly string[]): readonly string[] {
  return [
    config,
    "AppSpecification",
    "Environment",
    "NetworkConfig",
    "ProcessingInputs",
    "ProcessingResources",
    "RoleArn",
    "StoppingCondition",
    "CheckType",
    "SkipCheck",
    "FailOnViolation",
    "RegisterNewBaseline",
    "ModelPackageGroupName",
    ...baselines,
  ];
}
