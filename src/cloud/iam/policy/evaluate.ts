import { holdsCondition, type RequestKeys, withVariables } from "./holds-condition.ts";
import { matchesPattern } from "./matches-pattern.ts";
import { type Listed, parsePolicy, type Statement } from "./parse-policy.ts";

export type Decision = "allowed" | "implicitDeny" | "explicitDeny";
export type Asked = { readonly action: string; readonly resource: string; readonly keys: RequestKeys };

/** What some policies (texts) say together: a denial outweighs everything, and what nobody allows is denied. */
export function evaluate(policies: readonly string[], asked: Asked): Decision {
  return decide(policies.flatMap(statementsOf), asked);
}

export function decide(statements: readonly Statement[], asked: Asked): Decision {
  let decision: Decision = "implicitDeny";
  for (const statement of statements) {
    if (decision === "allowed" && statement.effect === "Allow") continue;
    if (!applies(statement, asked)) continue;
    if (statement.effect === "Deny") return "explicitDeny";
    decision = "allowed";
  }
  return decision;
}

/** A text that cannot be parsed allows nothing and denies nothing; it cannot have been stored. */
export function statementsOf(text: string): readonly Statement[] {
  const policy = parsePolicy(text);
  return policy.status === "parsed" ? policy.statements : [];
}

/** Whether a statement speaks of this request; actions know no case. */
function applies(statement: Statement, { action, resource, keys }: Asked): boolean {
  return (
    isListed(statement.actions, action.toLowerCase(), (pattern) => pattern.toLowerCase()) &&
    isListed(statement.resources, resource, (pattern) => withVariables(pattern, keys)) &&
    statement.conditions.every((condition) => holdsCondition(condition, keys))
  );
}

function isListed({ isNot, patterns }: Listed, text: string, ready: (pattern: string) => string): boolean {
  return patterns.some((pattern) => matchesPattern({ pattern: ready(pattern), text })) !== isNot;
}
