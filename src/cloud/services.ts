import type { Service } from "./core/service.ts";

/** The services of this cloud by name, each loaded when it is first used. */
export const services: Readonly<Record<string, () => Promise<Service>>> = {
  iam: () => import("./iam/service.ts").then(({ iam }) => iam),
  s3: () => import("./s3/service.ts").then(({ s3 }) => s3),
  stepfunctions: () => import("./stepfunctions/service.ts").then(({ stepFunctions }) => stepFunctions),
  sagemaker: () => import("./sagemaker/service.ts").then(({ sagemaker }) => sagemaker),
  "sagemaker-runtime": () => import("./sagemaker/runtime/service.ts").then(({ sagemakerRuntime }) => sagemakerRuntime),
  sts: () => import("./sts/service.ts").then(({ sts }) => sts),
};
