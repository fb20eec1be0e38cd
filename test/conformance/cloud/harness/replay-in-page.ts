import { AwsError } from "#cloud/core/aws-error.ts";
import { openCloud } from "#cloud/core/cloud.ts";
import type { TestEndpoint } from "./endpoint.ts";

/**
 * Sends everything that reached the endpoint's cloud, in order, to a cloud of the same seed that has no wire, as the page has it: the same requests have
 * to be answered, and the same refused by the same code. Time is not advanced: what a test saw only later is left to it.
 */
export async function replayInPage({
  endpoint,
  service,
}: {
  readonly endpoint: TestEndpoint;
  readonly service: string;
}): Promise<{ readonly answered: readonly string[]; readonly differences: readonly string[] }> {
  const cloud = openCloud(endpoint.options);
  cloud.credentials.put(endpoint.keys.accessKeyId, {
    ...endpoint.keys,
    session: undefined,
    status: "Active",
    madeAt: 0,
    principal: { kind: "root" },
  });
  const answered = new Set<string>();
  const differences: string[] = [];
  for (const { sent, failed } of endpoint.seen) {
    if (sent === undefined) continue;
    const outcome = await cloud.send(sent).then(
      () => "answered",
      (error: unknown) => (error instanceof AwsError ? error.code : String(error)),
    );
    const expected = failed?.code ?? "answered";
    if (outcome !== expected)
      differences.push(`${sent.service} ${sent.operation}: ${outcome}, over the wire ${expected}`);
    else if (failed === undefined && sent.service === service) answered.add(sent.operation);
  }
  return { answered: [...answered], differences };
}
