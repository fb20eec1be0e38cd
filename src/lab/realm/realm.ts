import type { FromRealm, ToRealm } from "#contract/sandbox.ts";
import { compile, findSyntaxError } from "../compile.ts";
import { setFigureSink } from "../show/figure-sink.ts";
import { learnerConsole } from "./learner-console.ts";
import { measureLineOffset, RealmError, toLearnerError } from "./learner-failure.ts";
import { createDoorway, createRequire, type Doors, makeModule, runBody } from "./learner-module.ts";
import { installMemoryGuard } from "./memory-guard.ts";
import { createOutput } from "./output.ts";
import { apply, defineProperty, getOwnPropertyDescriptor, indexOf, ownKeys } from "./primordials.ts";
import { toPlain } from "./to-plain.ts";

export type Realm = {
  readonly receive: (message: ToRealm) => void;
  /** An error nobody caught: an unhandled rejection, a throw in a timer. Shown in the console with the learner's line. */
  readonly stray: (thrown: unknown, how: "error" | "rejection") => void;
};

/**
 * The learner's side of a run, on any host: it uses nothing but the language. It holds no secret and decides nothing: whatever it
 * answers is taken for what the learner's code computed.
 */
export function createRealm({
  send,
  doors,
}: {
  readonly send: (message: FromRealm) => void;
  readonly doors: Doors;
}): Realm {
  const lineOffset = measureLineOffset((code) => new Function(code) as () => unknown); // the host's own code, to learn its stack format
  const output = createOutput(send);
  const exports: Record<string, unknown> = {};
  setFigureSink({ figure: output.figure, progress: output.progress });
  defineProperty(globalThis, "console", { value: learnerConsole(output), writable: true, configurable: true });

  const memory = installMemoryGuard();
  const openDoor = createDoorway(doors);

  const load = async ({
    source,
    doors: allowed,
    data,
    memoryMiB,
  }: Extract<ToRealm, { kind: "load" }>): Promise<void> => {
    memory.setLimit(memoryMiB);
    const compiled = compile(source);
    if (!compiled.ok) return send({ kind: "load-failed", error: compiled.error });
    let body: ReturnType<typeof makeModule>;
    try {
      body = makeModule(compiled.code);
    } catch (thrown) {
      const error = toLearnerError({ thrown, phase: "compile", lineOffset: undefined });
      return send({ kind: "load-failed", error: findSyntaxError(compiled.code, source) ?? error });
    }
    // Doors that the code names are opened before it can put anything in the place of what they stand on.
    for (const door of allowed) if (indexOf(compiled.code, `siklus/${door}`) >= 0) openDoor(`siklus/${door}`);
    try {
      await runBody(body, exports, createRequire({ doors: openDoor, allowed, data }));
    } catch (thrown) {
      return send({ kind: "load-failed", error: toLearnerError({ thrown, phase: "load", lineOffset }) });
    }
    send({ kind: "loaded", exports: exportedNames(exports) });
  };

  const answer = async (id: number, name: string, compute: () => unknown): Promise<void> => {
    try {
      send({ kind: "returned", id, value: toPlain(await compute(), name) });
    } catch (thrown) {
      send({ kind: "threw", id, error: toLearnerError({ thrown, phase: "call", lineOffset }) });
    }
  };

  return {
    receive: (message) => {
      if (message.kind === "prepare") for (const door of message.doors) openDoor(`siklus/${door}`);
      else if (message.kind === "load") void load(message);
      else if (message.kind === "read") void answer(message.id, message.name, () => exports[message.name]);
      else
        void answer(message.id, `${message.name}(…)`, () =>
          apply(functionNamed(exports, message.name), undefined, message.args),
        );
    },
    stray: (thrown, how) => {
      const { name, message, line } = toLearnerError({ thrown, phase: "load", lineOffset });
      const place = line === undefined ? "" : ` (line ${line})`;
      output.write("error", [`Uncaught ${how === "rejection" ? "(in promise) " : ""}${name}: ${message}${place}`]);
    },
  };
}

function functionNamed(exports: Record<string, unknown>, name: string): (...args: unknown[]) => unknown {
  const exported = getOwnPropertyDescriptor(exports, name) === undefined ? undefined : exports[name];
  if (typeof exported === "function") return exported as (...args: unknown[]) => unknown; // what it takes is the learner's affair
  throw new RealmError("not-a-function", `${name} is not a function`, { name });
}

function exportedNames(exports: object): { name: string; type: string }[] {
  const names: { name: string; type: string }[] = [];
  const keys = ownKeys(exports);
  for (let i = 0; i < keys.length && names.length < 200; i++) {
    const name = keys[i];
    if (typeof name !== "string" || name === "__esModule") continue;
    const descriptor = getOwnPropertyDescriptor(exports, name);
    names[names.length] = { name, type: descriptor?.get === undefined ? typeof descriptor?.value : "unknown" };
  }
  return names;
}
