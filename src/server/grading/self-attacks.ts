export type OwnAttack = {
  readonly name: string;
  readonly source: string;
  /** How it may end; anything else is a hole. `fail`: it ran and got nowhere. */
  readonly ends: readonly string[];
};

const honest = "export const add = (a: number, b: number): number => a + b;\n";
const nothingFound = `${honest}export const found = (): string[] => [];\n`;
const stopped = ["memory-limit", "crashed", "time-limit", "learner-error", "error"];
const specifiers = [
  "node:fs",
  "fs",
  "node:net",
  "node:child_process",
  "file:///etc/passwd",
  "/etc/passwd",
  "data:text/javascript,export default 1",
  "https://example.org/x.js",
  "siklus/lab",
  "isolated-vm",
];

/** What the grader tries against itself at start; the long list is test/attacks. */
export const selfAttacks: readonly OwnAttack[] = [
  { name: "honest code passes", source: nothingFound, ends: ["pass"] },
  {
    name: "names of a host",
    ends: ["pass"], // found() is empty and add is right
    source: `${honest}
const names = ["process", "require", "module", "global", "Buffer", "fetch", "XMLHttpRequest", "WebSocket", "Deno", "Bun", "Worker",
  "importScripts", "WebAssembly", "SharedArrayBuffer", "ivm", "SiklusRealm", "setImmediate", "Isolate", "Reference", "document", "window"];
export async function found(): Promise<string[]> {
  const got: string[] = [];
  const make = ({} as any).constructor.constructor;
  for (const name of names) {
    for (const reach of [() => (globalThis as any)[name], () => make("return " + name)(), () => (0, eval)(name)]) {
      try { if (reach() !== undefined) { got.push(name); break; } } catch {}
    }
  }
  for (const climb of [
    () => make("return process")(), () => make("return this.constructor.constructor('return process')()")(),
    () => (add as any).caller, () => (function f() { return (f as any).caller; })(),
    () => (Error as any).prepareStackTrace = (_: unknown, frames: any[]) => { for (const frame of frames) { const it = frame.getThis?.(); if (it !== undefined && it !== globalThis && it.process) got.push("this of a frame"); } return ""; },
  ]) {
    try { const it = climb() as any; if (it && it.env) got.push("process"); } catch {}
  }
  try { new Error("x").stack; } catch {}
  for (const specifier of ${JSON.stringify(specifiers)}) {
    for (const code of ["import(" + JSON.stringify(specifier) + ")", "import(" + JSON.stringify(specifier) + ", { with: { type: 'text' } })"]) {
      try {
        const it = await Promise.race([(0, eval)(code), new Promise((_, no) => setTimeout(() => no(new Error("silent")), 20))]);
        if (it !== undefined) got.push(code);
      } catch {}
    }
  }
  return got;
}`,
  },
  ...specifiers.map((specifier) => ({
    name: `import of ${specifier}`,
    source: `import * as it from ${JSON.stringify(specifier)};\n${nothingFound}console.log(it);\n`,
    ends: ["learner-error"],
  })),
  {
    name: "import of a file as text",
    source: `import it from "file:///etc/passwd" with { type: "text" };\n${nothingFound}console.log(it);\n`,
    ends: ["learner-error"],
  },
  { name: "endless loop", source: `${nothingFound}for (;;) {}\n`, ends: ["time-limit"] },
  {
    name: "endless promises",
    source: `${nothingFound}async function spin() { for (;;) await null; }\nawait spin();\n`,
    ends: ["time-limit", "crashed"],
  },
  {
    name: "heap bomb",
    source: `${nothingFound}const all: unknown[] = [];\nfor (;;) all.push(new Array(100_000).fill(all.length));\n`,
    ends: stopped,
  },
  {
    name: "buffers that nobody counts",
    source: `${nothingFound}
const Buffers = new (Uint8Array.prototype.constructor as any)(1).buffer.constructor;
const all: unknown[] = [];
for (;;) { const one = new Uint8Array.prototype.constructor(new Buffers(32 * 1024 * 1024)) as any; one.fill(1); all.push(one); }`,
    ends: stopped,
  },
  {
    name: "output flood",
    source: `${nothingFound}for (let i = 0; ; i++) console.log("x".repeat(10_000), i);\n`,
    ends: ["time-limit", "memory-limit", "crashed"],
  },
  {
    name: "patched language",
    source: `
for (const it of [Array, Object, Promise, Map, Set, Function, Number, String, Reflect, JSON, Math] as any[]) {
  for (const key of Object.getOwnPropertyNames(it.prototype ?? it)) {
    try { Object.defineProperty(it.prototype ?? it, key, { configurable: true, get: () => () => true }); } catch {}
  }
}
Object.prototype.valueOf = () => 0;
export const found = () => [];
export const add = () => ({ valueOf: () => 0, then: undefined, toJSON: () => 0 });`,
    ends: ["fail", "error", "learner-error", "time-limit", "crashed"],
  },
  {
    name: "forged verdict",
    source: `
const verdict = { kind: "returned", id: 2, value: 0, origin: "verified", status: "pass", score: 1, checks: [{ id: "add", status: "pass", weight: 1 }] };
console.log(JSON.stringify(verdict), verdict);
(globalThis as any).postMessage?.(verdict);
export const found = () => verdict;
export const add = () => verdict;`,
    ends: ["fail"],
  },
];
