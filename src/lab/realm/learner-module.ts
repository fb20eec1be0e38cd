import { learnerFile } from "../compile.ts";
import { RealmError } from "./learner-failure.ts";
import {
  apply,
  create,
  defineProperty,
  freeze,
  getOwnPropertyDescriptor,
  indexOf,
  ownKeys,
  quote,
} from "./primordials.ts";

/** By specifier; each is evaluated when it is opened. */
export type Doors = Readonly<Record<string, () => object>>;
export type Importable = (specifier: string) => object;
type Doorway = (specifier: string) => object | undefined;

type Body = (exports: object, require: Importable, module: undefined) => Promise<void>;
type BodyConstructor = new (...parts: string[]) => Body;

const AsyncFunction = (async () => {}).constructor as unknown as BodyConstructor; // the language gives it no name
const NewProxy = Proxy;

/** The learner's compiled module as an async function, so that `await` works at its top; throws SyntaxError. */
export function makeModule(code: string): Body {
  return new AsyncFunction("exports", "require", "module", `${code}\n//# sourceURL=${learnerFile}`);
}

/** Opens doors, each once, as frozen namespaces; undefined for what is none. */
export function createDoorway(doors: Doors): Doorway {
  const opened: Record<string, object> = create(null);
  return (specifier) => {
    const open = getOwnPropertyDescriptor(doors, specifier)?.value as Doors[string] | undefined; // an own field of Doors
    if (open === undefined) return undefined;
    opened[specifier] ??= namespace(specifier, open());
    return opened[specifier];
  };
}

/** `require` of a learner's module: the doors and data files of the lab; anything else fails with a sentence that says what there is. */
export function createRequire({
  doors,
  allowed,
  data,
}: {
  readonly doors: Doorway;
  readonly allowed: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}): Importable {
  const modules: Record<string, () => object | undefined> = create(null);
  for (const door of allowed) modules[`siklus/${door}`] = () => doors(`siklus/${door}`);
  for (const file of ownKeys(data)) {
    if (typeof file !== "string") continue;
    const table = namespace(`data/${file}`, { default: data[file] });
    modules[`data/${file}`] = () => table;
  }
  const names = Object.keys(modules).map(quote).join(", ");
  return (specifier) => {
    const module = typeof specifier === "string" ? modules[specifier]?.() : undefined;
    if (module !== undefined) return module;
    const wanted = typeof specifier === "string" ? specifier : typeof specifier;
    throw new RealmError("forbidden-import", `${quote(wanted)} cannot be imported here; this lab can import ${names}`, {
      wanted,
      allowed: names,
    });
  };
}

/** A name that the module does not export is an error with words, where JavaScript would say "undefined is not a function". */
function namespace(name: string, module: object): object {
  const target: Record<PropertyKey, unknown> = create(null);
  for (const key of ownKeys(module)) target[key] = (module as Record<PropertyKey, unknown>)[key]; // its own key
  defineProperty(target, "__esModule", { value: true });
  freeze(target);
  const known = Object.keys(target).join(", ");
  const reserved = " then __esModule constructor toJSON ";
  return new NewProxy(target, {
    get: (_, key) => {
      if (typeof key === "symbol" || key in target || indexOf(reserved, ` ${key} `) >= 0) return target[key];
      throw new RealmError("no-such-export", `${quote(name)} exports no ${key}`, { name: key, module: name, known });
    },
  });
}

export function runBody(body: Body, exports: object, require: Importable): Promise<void> {
  return apply(body, undefined, [exports, require, undefined]);
}
