import { type AnyNode, parse, type Token, tokTypes } from "acorn";
import { transform } from "sucrase";

export type CodeToken = {
  /** Names that the author chose are "I", numbers "N", texts "S"; everything else is itself. */
  readonly kind: string;
  /** From 1, in the source. */
  readonly line: number;
};

const options = { disableESTransforms: true, keepUnusedImports: true, production: true } as const;

/**
 * What a program is made of when spacing, comments, types and chosen names are taken away. Names that one does not choose stay, for
 * they say what is done: the language's own, and after a dot those that are built in or among `given`, unless the program declares
 * a property of that name itself. Undefined when it does not parse.
 */
export function codeTokens(source: string, given: ReadonlySet<string>): readonly CodeToken[] | undefined {
  try {
    const code = transform(source, { ...options, transforms: ["typescript"] }).code; // types go, lines stay
    const tokens: Token[] = [];
    const tree = parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true, onToken: tokens });
    const own = propertiesIn(tree);
    const isGiven = (name: string) => !own.has(name) && (members.has(name) || given.has(name));
    return tokens.map((token, i) => ({
      kind: kindOf({
        type: token.type,
        text: code.slice(token.start, token.end),
        stays: isMember(tokens[i - 1]) ? isGiven : (name) => globals.has(name),
      }),
      line: token.loc?.start.line ?? 1,
    }));
  } catch {
    return undefined; // no program, so nothing to compare
  }
}

function kindOf(token: { type: Token["type"]; text: string; stays: (name: string) => boolean }): string {
  const { type, text, stays } = token;
  if (type === tokTypes.name) return stays(text) ? text : "I";
  if (type === tokTypes.privateId) return "I";
  if (type === tokTypes.num) return "N";
  if (type === tokTypes.string || type === tokTypes.template) return "S";
  return type === tokTypes.regexp ? "R" : text;
}

function isMember(before: Token | undefined): boolean {
  return before?.type === tokTypes.dot || before?.type === tokTypes.questionDot;
}

/** Names of fields, methods and keys that the program itself declares. */
function propertiesIn(node: AnyNode, found = new Set<string>()): ReadonlySet<string> {
  if (node.type === "PropertyDefinition" || node.type === "MethodDefinition" || node.type === "Property")
    if (node.key.type === "Identifier" && !node.computed) found.add(node.key.name);
  for (const part of Object.values(node).flat()) if (isNode(part)) propertiesIn(part, found);
  return found;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

const globals = new Set([
  ...["async", "await", "of", "get", "set", "static", "undefined"], // words of the language that acorn calls names
  ...["Math", "Number", "Object", "JSON", "Array", "Promise", "String", "Map", "Set", "Float64Array", "Int32Array"],
  ...["Boolean", "Symbol", "Infinity", "NaN", "isNaN", "parseFloat", "parseInt", "console"],
]);

const members = new Set(
  [
    ...[Math, Number, Object, JSON, Array, Promise, Symbol, String, Map, Set],
    ...[Array, String, Map, Set, Number, Promise, Float64Array].map(({ prototype }) => prototype),
    ...[Object.getPrototypeOf(Float64Array.prototype), Object.getPrototypeOf(Float64Array)],
  ].flatMap((object: object) => Object.getOwnPropertyNames(object)),
);
