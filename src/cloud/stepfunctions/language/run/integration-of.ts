import type { Integration } from "./happening.ts";

/** What the Resource of a Task calls: a function, an activity, or an integration such as `arn:aws:states:::sagemaker:createTrainingJob.sync`. */
export function integrationOf(resource: string): Integration {
  const parts = resource.split(":");
  if (parts[2] === "lambda") {
    return { service: "lambda", resourceType: "lambda", action: "invoke", pattern: "request-response" };
  }
  if (parts[2] === "states" && parts[5] === "activity") {
    return {
      service: "activity",
      resourceType: "activity",
      action: parts.slice(6).join(":"),
      pattern: "request-response",
    };
  }
  const called = parts.slice(5);
  // `startExecution.sync:2` has a colon of its own
  const action = called.splice(called.at(-2)?.endsWith(".sync") ? -2 : -1).join(":");
  const pattern = /\.sync(?::\d+)?$/.test(action)
    ? "sync"
    : action.endsWith(".waitForTaskToken")
      ? "wait-for-task-token"
      : "request-response";
  return { service: "integration", resourceType: called.join(":"), action, pattern };
}
