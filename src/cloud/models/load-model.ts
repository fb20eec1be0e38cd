import type { ServiceModel } from "#cloud/core/service-model.ts";

/** A service's model, loaded when it is first asked for. */
export async function loadModel(service: string): Promise<ServiceModel> {
  const load = Object.hasOwn(FILES, service) ? FILES[service] : undefined;
  if (load === undefined) throw new Error(`there is no model of ${service}`);
  const { default: model } = await load();
  return model as ServiceModel; // written by src/tools/cloud/make-models.py in this form
}

/** The services that have a model. */
export function modelledServices(): readonly string[] {
  return Object.keys(FILES);
}

const FILES: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  "application-autoscaling": () => import("./application-autoscaling.json", { with: { type: "json" } }),
  ce: () => import("./ce.json", { with: { type: "json" } }),
  cloudwatch: () => import("./cloudwatch.json", { with: { type: "json" } }),
  comprehend: () => import("./comprehend.json", { with: { type: "json" } }),
  databrew: () => import("./databrew.json", { with: { type: "json" } }),
  glue: () => import("./glue.json", { with: { type: "json" } }),
  iam: () => import("./iam.json", { with: { type: "json" } }),
  lambda: () => import("./lambda.json", { with: { type: "json" } }),
  logs: () => import("./logs.json", { with: { type: "json" } }),
  s3: () => import("./s3.json", { with: { type: "json" } }),
  sagemaker: () => import("./sagemaker.json", { with: { type: "json" } }),
  "sagemaker-featurestore-runtime": () => import("./sagemaker-featurestore-runtime.json", { with: { type: "json" } }),
  "sagemaker-runtime": () => import("./sagemaker-runtime.json", { with: { type: "json" } }),
  scheduler: () => import("./scheduler.json", { with: { type: "json" } }),
  stepfunctions: () => import("./stepfunctions.json", { with: { type: "json" } }),
  sts: () => import("./sts.json", { with: { type: "json" } }),
};
