import type {
  EvaluationResult,
  SimulateCustomPolicyCommandInput,
  SimulateCustomPolicyCommandOutput,
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput,
} from "@aws-sdk/client-iam";
import { findArn, nameInArn } from "#cloud/core/arn.ts";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { checkedPolicy, documentOf, type Entity, getRole, getUser, iamPage, policyTexts } from "./entities.ts";
import { type Asked, type Decision, evaluate } from "./policy/evaluate.ts";
import { parsePolicy } from "./policy/parse-policy.ts";

type Input = SimulateCustomPolicyCommandInput | SimulatePrincipalPolicyCommandInput;

export const simulateCustomPolicy: Operation<SimulateCustomPolicyCommandInput, SimulateCustomPolicyCommandOutput> = (
  _context,
  input,
) =>
  simulate({
    policies: (input.PolicyInputList ?? []).map(checkedPolicy),
    entity: undefined,
    boundaries: input.PermissionsBoundaryPolicyInputList ?? [],
    input,
  });

export const simulatePrincipalPolicy: Operation<
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput
> = (context, input) => {
  const entity = namedBy(context, input.PolicySourceArn ?? "");
  const own = entity.boundary === undefined ? [] : [documentOf(context, entity.boundary) ?? ""];
  const policies = [...policyTexts(context, entity), ...(input.PolicyInputList ?? []).map(checkedPolicy)];
  return simulate({ policies, entity, boundaries: input.PermissionsBoundaryPolicyInputList ?? own, input });
};

function namedBy(context: Context, arn: string): Entity {
  const resource = findArn(arn)?.resource ?? "";
  if (resource.startsWith("role/")) return getRole(context, nameInArn(arn));
  if (resource.startsWith("user/")) return getUser(context, nameInArn(arn));
  throw new AwsError(
    "InvalidInputException",
    `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
  );
}

function simulate({
  policies,
  entity,
  boundaries,
  input,
}: {
  readonly policies: readonly string[];
  readonly entity: Entity | undefined;
  readonly boundaries: readonly string[];
  readonly input: Input;
}): Omit<SimulateCustomPolicyCommandOutput, "$metadata"> {
  const given = new Map(
    (input.ContextEntries ?? []).map(({ ContextKeyName = "", ContextKeyValues = [] }) => [
      ContextKeyName.toLowerCase(),
      ContextKeyValues,
    ]),
  );
  const keys = new Map<string, readonly string[]>([
    ...(entity === undefined ? [] : [["aws:principalarn", [entity.arn]] as const]),
    ...given,
  ]);
  const results = (input.ActionNames ?? []).flatMap((action) =>
    (input.ResourceArns ?? ["*"]).map((resource): EvaluationResult => {
      const asked: Asked = { action, resource, keys };
      const { decision, withinBoundary } = decideAll({ policies, boundaries, asked });
      return {
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decision,
        MatchedStatements: [],
        MissingContextValues: missingKeys(policies, keys),
        ...(withinBoundary === undefined
          ? {}
          : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: withinBoundary } }),
      };
    }),
  );
  const { items, rest } = iamPage({
    items: results,
    keyOf: ({ EvalActionName, EvalResourceName }) => `${EvalActionName} ${EvalResourceName}`,
    input,
    isSorted: true,
  });
  return { EvaluationResults: [...items], ...rest };
}

function decideAll({
  policies,
  boundaries,
  asked,
}: {
  readonly policies: readonly string[];
  readonly boundaries: readonly string[];
  readonly asked: Asked;
}): { readonly decision: Decision; readonly withinBoundary: boolean | undefined } {
  const own = evaluate(policies, asked);
  if (boundaries.length === 0) return { decision: own, withinBoundary: undefined };
  const limit = evaluate(boundaries, asked);
  if (own === "explicitDeny" || limit === "explicitDeny")
    return { decision: "explicitDeny", withinBoundary: limit === "allowed" };
  return {
    decision: own === "allowed" && limit === "allowed" ? "allowed" : "implicitDeny",
    withinBoundary: limit === "allowed",
  };
}

/** Keys that the policies ask for and nobody gave. */
function missingKeys(policies: readonly string[], keys: ReadonlyMap<string, unknown>): string[] {
  const asked = policies.flatMap((text) => {
    const policy = parsePolicy(text);
    return policy.status === "parsed"
      ? policy.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key))
      : [];
  });
  return [...new Set(asked.filter((key) => !keys.has(key.toLowerCase())))];
}
