export type Statement = {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: Listed;
  readonly resources: Listed;
  /** Of a policy that stands at a resource or a role; nothing in a policy of an identity. */
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
};

/** `Action: […]` takes what it lists, `NotAction: […]` everything else. */
export type Listed = { readonly isNot: boolean; readonly patterns: readonly string[] };

export type Principals = {
  readonly isNot: boolean;
  readonly isEverybody: boolean;
  readonly byKind: Readonly<Record<string, readonly string[]>>;
};

export type Condition = {
  /** "StringEquals", without prefix and IfExists. */
  readonly operator: string;
  readonly quantifier: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
};

/** The statements of a policy document, or what is wrong with it, in the words of MalformedPolicyDocument. */
export type ParsedPolicy =
  | { readonly status: "parsed"; readonly statements: readonly Statement[] }
  | { readonly status: "malformed"; readonly message: string };

const parsed = new Map<string, ParsedPolicy>();

export function parsePolicy(text: string): ParsedPolicy {
  const there = parsed.get(text);
  if (there !== undefined) return there;
  const made = parse(text);
  if (parsed.size > 500) parsed.clear(); // texts are parsed again and again while a class works; an old one costs one parse more
  parsed.set(text, made);
  return made;
}

function parse(text: string): ParsedPolicy {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return malformed("This policy contains invalid Json");
  }
  if (!isRecord(policy)) return malformed("Syntax errors in policy.");
  const version = policy["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17")
    return malformed("Syntax errors in policy.");
  const list = Array.isArray(policy["Statement"]) ? policy["Statement"] : [policy["Statement"]];
  const statements = list.map((statement: unknown) => (isRecord(statement) ? findStatement(statement) : undefined));
  const good = statements.filter((statement) => statement !== undefined);
  return good.length === 0 || good.length < statements.length
    ? malformed("Syntax errors in policy.")
    : { status: "parsed", statements: good };
}

function findStatement(statement: Readonly<Record<string, unknown>>): Statement | undefined {
  const { Effect: effect, Sid: sid } = statement;
  const actions = findListed(statement, "Action");
  const principals = findPrincipals(statement);
  // A trust policy names no resource: the role is it.
  const resources =
    findListed(statement, "Resource") ?? (principals === undefined ? undefined : { isNot: false, patterns: ["*"] });
  const conditions = findConditions(statement["Condition"]);
  if (
    (effect !== "Allow" && effect !== "Deny") ||
    actions === undefined ||
    resources === undefined ||
    conditions === undefined
  )
    return undefined;
  if (!actions.patterns.every((action) => action === "*" || /^[\w-]+:[\w*?]+$/.test(action))) return undefined;
  return { sid: typeof sid === "string" ? sid : undefined, effect, actions, resources, principals, conditions };
}

function findListed(statement: Readonly<Record<string, unknown>>, name: string): Listed | undefined {
  const given = statement[name] ?? statement[`Not${name}`];
  const patterns = texts(given);
  return patterns === undefined || patterns.length === 0
    ? undefined
    : { isNot: statement[name] === undefined, patterns };
}

function findPrincipals(statement: Readonly<Record<string, unknown>>): Principals | undefined {
  const given = statement["Principal"] ?? statement["NotPrincipal"];
  const isNot = statement["Principal"] === undefined;
  if (given === "*") return { isNot, isEverybody: true, byKind: {} };
  if (!isRecord(given)) return undefined;
  const byKind = Object.fromEntries(Object.entries(given).map(([kind, names]) => [kind, texts(names) ?? []]));
  return { isNot, isEverybody: byKind["AWS"]?.includes("*") === true, byKind };
}

function findConditions(given: unknown): readonly Condition[] | undefined {
  if (given === undefined) return [];
  if (!isRecord(given)) return undefined;
  const conditions: Condition[] = [];
  for (const [name, keys] of Object.entries(given)) {
    const [, quantifier, word = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
    if (!OPERATORS.has(word) || !isRecord(keys)) return undefined;
    for (const [key, values] of Object.entries(keys)) {
      const list = (Array.isArray(values) ? values : [values]).map((value: unknown) => String(value));
      const isQuantified = quantifier === "ForAllValues" || quantifier === "ForAnyValue";
      conditions.push({
        operator: word,
        quantifier: isQuantified ? quantifier : undefined,
        ifExists: ifExists !== undefined,
        key,
        values: list,
      });
    }
  }
  return conditions;
}

/** The condition operators of the IAM user guide, but for binary ones. */
const OPERATORS: ReadonlySet<string> = new Set(
  (
    "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike ArnEquals ArnNotEquals ArnLike ArnNotLike " +
    "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals DateEquals DateNotEquals " +
    "DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals Bool IpAddress NotIpAddress Null"
  ).split(" "),
);

function texts(given: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.every((item) => typeof item === "string") ? list : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(message: string): ParsedPolicy {
  return { status: "malformed", message };
}
