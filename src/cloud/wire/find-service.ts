import type { ServiceModel } from "#cloud/core/service-model.ts";
import type { WireRequest } from "./message.ts";
import { findRoute } from "./rest/match-route.ts";

/** Services by the name that a signature says; one name can stand for several, which paths and targets tell apart. */
const BY_SIGNING_NAME: Readonly<Record<string, readonly string[]>> = {
  s3: ["s3"],
  sts: ["sts"],
  iam: ["iam"],
  glue: ["glue"],
  databrew: ["databrew"],
  sagemaker: ["sagemaker-runtime", "sagemaker-featurestore-runtime", "sagemaker"],
  states: ["stepfunctions"],
  scheduler: ["scheduler"],
  monitoring: ["cloudwatch"],
  logs: ["logs"],
  lambda: ["lambda"],
  comprehend: ["comprehend"],
  "application-autoscaling": ["application-autoscaling"],
  ce: ["ce"],
};

/** The model of the service that a request means, of those that the cloud has. */
export async function findService({
  signingName,
  request,
  modelOf,
}: {
  readonly signingName: string;
  readonly request: WireRequest;
  readonly modelOf: (service: string) => Promise<ServiceModel | undefined>;
}): Promise<ServiceModel | undefined> {
  const names = (Object.hasOwn(BY_SIGNING_NAME, signingName) ? BY_SIGNING_NAME[signingName] : undefined) ?? [];
  const target = request.headers["x-amz-target"];
  let last: ServiceModel | undefined;
  for (const name of names) {
    const model = await modelOf(name);
    if (model === undefined) continue;
    if (names.length === 1) return model;
    const isMeant =
      target === undefined
        ? findRoute({ model, request }) !== undefined
        : target.startsWith(`${model.about.targetPrefix}.`);
    if (isMeant) return model;
    last = model;
  }
  return last;
}
