import type { AnyPermissions, Context } from "#cloud/core/service.ts";

type Named = Readonly<Record<string, string | undefined>>;

/** Actions on a resource whose name the request has under `member`; names in ARNs are in small letters. */
function on(action: string, kind: string, member: string): readonly [string, AnyPermissions] {
  return [
    action,
    (context: Context, input: Named) => [
      { action: `sagemaker:${action}`, resources: [context.arn(`${kind}/${(input[member] ?? "").toLowerCase()}`)] },
    ],
  ];
}

const NAMED = [
  ["TrainingJob", "training-job", ["Create", "Describe", "Stop", "Delete"]],
  ["Model", "model", ["Create", "Describe", "Delete"]],
  ["EndpointConfig", "endpoint-config", ["Create", "Describe", "Delete"]],
  ["Endpoint", "endpoint", ["Create", "Describe", "Delete", "Update"]],
] as const;

const ofArn = (action: string): readonly [string, AnyPermissions] => [
  action,
  (_context: Context, input: Named) => [{ action: `sagemaker:${action}`, resources: [input["ResourceArn"] ?? "*"] }],
];

export const permissions: Readonly<Record<string, AnyPermissions>> = Object.fromEntries([
  ...NAMED.flatMap(([what, kind, verbs]) => verbs.map((verb) => on(`${verb}${what}`, kind, `${what}Name`))),
  on("UpdateEndpointWeightsAndCapacities", "endpoint", "EndpointName"),
  ...["AddTags", "DeleteTags", "ListTags"].map(ofArn),
]);
