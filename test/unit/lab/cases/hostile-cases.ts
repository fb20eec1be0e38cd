import { moduleWith, type RunCase } from "./run-case.ts";

const wrongAdd = "export const add = () => 6;";
const wrongCounts = (value: string): string => `export const counts = () => (${value});`;
const notPlain = { status: "error", checks: ["pass", "pass", "error", "pass"], code: "not-plain" } as const;
const outside = [
  ...[
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "importScripts",
    "indexedDB",
    "caches",
    "postMessage",
    "close",
    "Worker",
  ],
  ...[
    "SharedWorker",
    "BroadcastChannel",
    "MessageChannel",
    "MessagePort",
    "navigator",
    "location",
    "process",
    "document",
    "window",
  ],
  ...[
    "parent",
    "addEventListener",
    "dispatchEvent",
    "WebAssembly",
    "Blob",
    "URL",
    "WebTransport",
    "RTCPeerConnection",
    "Deno",
    "Bun",
  ],
];

/** Code that tries to pass without being right, to get out, or to starve the page. None may pass that is not right. */
export const hostileCases: readonly RunCase[] = [
  { name: "an empty module", source: "", expected: { status: "fail", checks: ["fail", "fail", "fail", "fail"] } },
  {
    name: "an endless loop while loading",
    source: "while (true) {}",
    timeLimitMs: 700,
    expected: { status: "error", reason: "time-limit" },
  },
  {
    name: "an endless loop in a function",
    source: moduleWith({ squares: "export const squares = () => { for (;;); };" }),
    timeLimitMs: 700,
    expected: { status: "error", reason: "time-limit", checks: ["pass", "error", "error", "error"] },
  },
  {
    name: "a promise that never settles",
    source: moduleWith({ add: "export const add = () => new Promise(() => {});" }),
    timeLimitMs: 700,
    expected: { status: "error", reason: "time-limit" },
  },
  {
    name: "a top-level await that never ends",
    source: "await new Promise(() => {});",
    timeLimitMs: 700,
    expected: { status: "error", reason: "time-limit" },
  },
  {
    name: "endless microtasks",
    source: "const again = (): void => void Promise.resolve().then(again);\nagain();\nawait new Promise(() => {});",
    timeLimitMs: 700,
    expected: { status: "error", reason: "time-limit" },
  },
  {
    name: "there is nothing outside the language to reach",
    source: moduleWith({
      first: `const g: any = globalThis;\nconst all = new Function("return this")();\nconst found = ${JSON.stringify(outside)}.filter((name) => typeof g[name] !== "undefined" || name in all);\nif (found.length > 0) throw new Error(found.join());`,
    }),
    expected: { status: "pass" },
  },
  {
    name: "built-ins patched to agree with everything",
    source: moduleWith({
      first:
        "const yes: any = () => true;\nObject.is = yes; Number.isInteger = yes; Array.isArray = yes as any; Math.abs = () => 0; Math.max = () => 0;\nObject.hasOwn = yes; (Object as any).keys = () => []; (JSON as any).stringify = () => '5'; (JSON as any).parse = () => 5;\nNumber.prototype.valueOf = () => 5; (globalThis as any).Number = () => 5; (globalThis as any).Error = yes;",
      add: wrongAdd,
    }),
    expected: { status: "fail", checks: ["fail", "pass", "pass", "pass"] },
  },
  {
    name: "patched prototypes do not break right code",
    source: moduleWith({
      first:
        "const none: any = () => { throw new Error('patched'); };\nfor (const of of [Object.prototype, Map.prototype, Set.prototype, Date.prototype]) for (const key of Object.getOwnPropertyNames(of)) { if (key === 'constructor' || key === '__proto__') continue; try { Object.defineProperty(of, key, { value: none, writable: true, configurable: true }); } catch {} }\nArray.prototype.push = none; Array.prototype.slice = none; Array.prototype[Symbol.iterator] = none; Function.prototype.call = none; Function.prototype.apply = none; Reflect.apply = none; Reflect.ownKeys = none;",
    }),
    expected: { status: "pass" },
  },
  {
    name: "a patched Promise",
    source: moduleWith({
      first:
        "Promise.prototype.then = function (this: any) { return this; } as any;\n(globalThis as any).Promise = class { then(f: any) { f(5); } };",
      add: wrongAdd,
    }),
    timeLimitMs: 3_000,
    expected: { status: "fail", checks: ["fail", "pass", "pass", "pass"] },
  },
  {
    name: "a result with valueOf",
    source: moduleWith({ counts: wrongCounts("{ valueOf: () => 1 }") }),
    expected: notPlain,
  },
  {
    name: "a result with toJSON",
    source: moduleWith({ counts: wrongCounts("{ a: 1, b: 2, toJSON() { return 1; } }") }),
    expected: notPlain,
  },
  { name: "a symbol as result", source: moduleWith({ counts: wrongCounts("Symbol('a')") }), expected: notPlain },
  {
    name: "an instance of a class",
    source: moduleWith({ first: "class Counts { a = 1; b = 2 }", counts: wrongCounts("new Counts()") }),
    expected: { ...notPlain, message: /an instance of Counts/ },
  },
  {
    name: "a function inside a list",
    source: moduleWith({ squares: "export const squares = () => [1, () => 4, 9];" }),
    expected: { status: "error", code: "not-plain", message: /^squares\(…\)\[1\] is a function/ },
  },
  {
    name: "a Proxy that changes its mind",
    source: moduleWith({
      counts: wrongCounts(
        "new Proxy({}, { get: () => 1, ownKeys: () => ['a', 'b'], has: () => true, getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) })",
      ),
    }),
    expected: { status: "fail", checks: ["pass", "pass", "fail", "pass"] },
  },
  {
    name: "a Proxy that throws",
    source: moduleWith({ counts: wrongCounts("new Proxy({}, { ownKeys() { throw new Error('no'); } })") }),
    expected: { status: "error", message: /^no$/ },
  },
  {
    name: "a Proxy with endless keys",
    source: moduleWith({
      squares: "export const squares = () => new Proxy([], { get: (_, key) => (key === 'length' ? 4e9 : 1) });",
    }),
    expected: { status: "error", checks: ["pass", "error", "pass", "pass"] },
  },
  {
    name: "a getter that throws",
    source: moduleWith({ counts: wrongCounts("{ get a(): number { throw new Error('got'); }, b: 2 }") }),
    expected: { status: "error", message: /^got$/ },
  },
  {
    name: "own keys that name the prototype",
    source: moduleWith({ counts: wrongCounts(`JSON.parse('{"__proto__": {"a": 1, "b": 2}}')`) }),
    expected: { status: "fail", checks: ["pass", "pass", "fail", "pass"] },
  },
  {
    name: "a thenable that never answers",
    source: moduleWith({ add: "export const add = () => ({ then() {} });" }),
    timeLimitMs: 700,
    expected: { status: "error", reason: "time-limit" },
  },
  {
    name: "a thenable that answers wrongly, twice",
    source: moduleWith({ add: "export const add = () => ({ then(go: any) { go(6); go(5); } });" }),
    expected: { status: "fail", checks: ["fail", "pass", "pass", "pass"] },
  },
  {
    name: "a result that contains itself",
    source: moduleWith({
      counts: "export const counts = () => { const c: any = { a: 1, b: 2 }; c.c = c; return c; };",
    }),
    expected: { status: "error", code: "circular" },
  },
  {
    name: "a result that is too large",
    source: moduleWith({ squares: "export const squares = () => new Array(5e6).fill(0);" }),
    memoryMiB: 256,
    expected: { status: "error", code: "too-large" },
  },
  {
    name: "forged messages",
    source: moduleWith({
      first:
        "const g: any = globalThis;\nfor (let id = 0; id < 20; id++) for (const message of [{ kind: 'returned', id, value: 5 }, { kind: 'verdict', status: 'pass', score: 1 }, { kind: 'loaded', exports: [] }]) { try { g.postMessage(message); } catch {} try { g.self.postMessage(message, '*'); } catch {} try { g.onmessage?.({ data: message }); } catch {} console.log(message); console.log(JSON.stringify(message)); }",
      add: wrongAdd,
    }),
    expected: { status: "fail", checks: ["fail", "pass", "pass", "pass"] },
  },
  {
    name: "output that imitates a verdict",
    source: moduleWith({
      first: "console.log('labs 1, all checks passed'); console.log({ status: 'pass', checks: [] });",
      add: wrongAdd,
    }),
    expected: { status: "fail" },
  },
  {
    name: "a flood of output",
    source: moduleWith({ first: "for (let i = 0; i < 50_000; i++) console.log('line', i, { i });" }),
    expected: { status: "pass", leftOut: true },
  },
  {
    name: "an endless flood of output",
    source: "for (let i = 0; ; i++) console.log('line', i);",
    timeLimitMs: 900,
    expected: { status: "error", reason: "time-limit", leftOut: true },
  },
  {
    name: "a flood of figures",
    source: moduleWith({
      first: 'import { line } from "siklus/show";\nfor (let i = 0; i < 200; i++) line({ y: [i] });',
    }),
    expected: { status: "pass", figures: 24, leftOut: true },
  },
  {
    name: "an import of Node",
    source: 'import fs from "node:fs";',
    expected: {
      status: "error",
      code: "forbidden-import",
      message: /"node:fs" cannot be imported here; this lab can import "siklus\/data"/,
    },
  },
  {
    name: "an import that is not used",
    source: moduleWith({ first: 'import "https://example.com/x.js";' }),
    expected: { status: "error", code: "forbidden-import" },
  },
  {
    name: "the author's door",
    source: 'import { pass } from "siklus/lab";\npass();',
    expected: { status: "error", code: "forbidden-import" },
  },
  {
    name: "a data file of another lab",
    source: 'import a from "data/other.csv";\nconsole.log(a);',
    expected: { status: "error", code: "forbidden-import" },
  },
  {
    name: "a dynamic import",
    source: 'const a = 1;\nawait import("node:fs");',
    expected: { status: "error", code: "forbidden-import", line: 2 },
  },
  { name: "require", source: '(require as any)("node:fs");', expected: { status: "error", code: "forbidden-import" } },
  {
    name: "imports by eval, Function and timers",
    source: moduleWith({
      first:
        "const tries = ['import(\"node:fs\")', 'import(\"data:text/javascript,export default 1\")', 'import(\"https://example.com/a.js\")', 'import(\"/en/\")'];\nlet got = 0;\nfor (const code of tries) {\n  try { await (0, eval)(code); got++; } catch {}\n  try { await new Function('return ' + code)(); got++; } catch {}\n}\nif (got > 0) throw new Error(got + ' imports');",
    }),
    expected: { status: "pass" },
  },
  {
    name: "a thrown text",
    source: 'throw "just text";',
    expected: { status: "error", reason: "learner-error", message: /^just text$/ },
  },
  {
    name: "a thrown object that bites",
    source: "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });",
    expected: { status: "error", reason: "learner-error" },
  },
  {
    name: "a forged stack",
    source: "throw { name: 'E', message: 'm', stack: 'at your-code.ts:99999:1' };",
    expected: { status: "error", reason: "learner-error", message: /^m$/ },
  },
  {
    name: "a console argument that bites",
    source: moduleWith({
      first:
        "console.log(new Proxy({}, { ownKeys() { throw 1; }, getPrototypeOf() { throw 2; }, getOwnPropertyDescriptor() { throw 3; } }));",
    }),
    expected: { status: "pass", console: /unreadable/ },
  },
  {
    name: "one buffer beyond the limit",
    source: "const a = 1;\nconst big = new Float64Array(2e8);",
    expected: { status: "error", reason: "memory-limit", line: 2 },
  },
  {
    name: "buffers without end",
    source: "const all = [];\nwhile (true) all.push(new Float64Array(1e6));",
    expected: { status: "error", reason: "memory-limit", line: 2 },
  },
  {
    name: "code that closes the wrapper",
    source: "}); globalThis.x = 1; (function () {",
    expected: { status: "error", reason: "learner-error" },
  },
];
