export type TokenKind =
  | "comment"
  | "string"
  | "regexp"
  | "number"
  | "keyword"
  | "type"
  | "call"
  | "name"
  | "mark"
  | "space";
export type Token = { readonly kind: TokenKind; readonly text: string };

/**
 * Cuts TypeScript into tokens for colouring. Never fails: whatever a person has half typed comes out as some token, and the
 * texts of all tokens together are the code again.
 */
export function scanTypescript(code: string): readonly Token[] {
  const tokens: Token[] = [];
  const braces: number[] = []; // for each template literal that is open: how many `{` are open inside its `${`
  let last: Token | undefined;
  let at = 0;

  const take = (kind: TokenKind, end: number) => {
    const token = { kind, text: code.slice(at, end) };
    tokens.push(token);
    if (kind !== "space" && kind !== "comment") last = token;
    at = end;
  };
  const takeTemplate = () => {
    const end = templateEnd(code, at + 1);
    if (code.startsWith("${", end)) braces.push(0);
    take("string", code.startsWith("${", end) ? end + 2 : Math.min(end + 1, code.length));
  };

  while (at < code.length) {
    const open = braces.length - 1;
    const depth = braces[open];
    if (code[at] === "`") takeTemplate();
    else if (code[at] === "}" && depth === 0) {
      braces.pop();
      takeTemplate();
    } else if (code[at] === "/" && !endsOperand(last) && matchAt(regexp, code, at) > at) {
      take("regexp", matchAt(regexp, code, at));
    } else {
      const { kind, end } = nextToken(code, at);
      if (depth !== undefined && code[at] === "{") braces[open] = depth + 1;
      if (depth !== undefined && code[at] === "}") braces[open] = depth - 1;
      take(kind === "name" ? nameKind(code, at, end, last) : kind, end);
    }
  }
  return tokens;
}

const spaces = /\s+/y;
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["space", spaces],
  ["comment", /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ["string", /"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?/y],
  ["number", /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?n?/y],
  ["mark", /\.\.\.|\?\./y],
  ["name", /[#@]?[\p{ID_Start}$_][\p{ID_Continue}$]*/uy],
];
const regexp = /\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

function nextToken(code: string, at: number): { readonly kind: TokenKind; readonly end: number } {
  for (const [kind, pattern] of patterns) {
    const end = matchAt(pattern, code, at);
    if (end > at) return { kind, end };
  }
  return { kind: "mark", end: at + 1 };
}

function matchAt(pattern: RegExp, code: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(code) ? pattern.lastIndex : at;
}

/** Where the text of a template literal stops: at its backtick, at a `${`, or at the end of the code. */
function templateEnd(code: string, from: number): number {
  let i = from;
  while (i < code.length && code[i] !== "`" && !code.startsWith("${", i)) i += code[i] === "\\" ? 2 : 1;
  return Math.min(i, code.length);
}

/** After an operand a `/` divides; elsewhere it begins a regular expression. */
function endsOperand(last: Token | undefined): boolean {
  if (last === undefined) return false;
  if (last.kind === "mark") return last.text === ")" || last.text === "]" || last.text === "}";
  if (last.kind === "string") return !last.text.endsWith("${");
  return last.kind !== "keyword" || valueWords.has(last.text);
}

function nameKind(code: string, at: number, end: number, last: Token | undefined): TokenKind {
  const word = code.slice(at, end);
  const next = code[matchAt(spaces, code, end)] ?? "";
  const isMember = last?.text === "." || last?.text === "?.";
  if (!isMember && keywords.has(word)) return "keyword";
  if (!isMember && contextualWords.has(word) && !":=;,).?]".includes(next)) return "keyword";
  if (next === "(") return "call";
  if (!isMember && primitives.has(word) && next !== ":") return "type";
  return /^[A-Z][A-Za-z\d]*[a-z]/.test(word) && !isMember ? "type" : "name";
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const valueWords = words("this super null true false undefined");
const keywords = words(
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof undefined var void while with let static yield await async",
);
const contextualWords = words(
  "abstract as asserts declare from get implements infer interface is keyof of readonly satisfies set type",
);
const primitives = words("any bigint boolean never number object string symbol unknown");
