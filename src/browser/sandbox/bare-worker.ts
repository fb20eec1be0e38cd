/** What a learner's worker keeps beside the names of the language itself. */
const kept = new Set([
  "console",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "queueMicrotask",
  "structuredClone",
  "performance",
  "self",
  "TextEncoder",
  "TextDecoder",
]);

/**
 * Takes every name of the browser away from the worker's global scope, on the object and on its prototypes: network, storage,
 * further workers, messages, close. The frame's policy forbids them anyway; without the names code gets a plain ReferenceError.
 */
export function bareWorker(scope: object): void {
  const language = new Set(languageNames);
  for (let at: object | null = scope; at !== null && at !== Object.prototype; at = Reflect.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at)) {
      if (typeof key === "string" && (language.has(key) || kept.has(key) || key === "constructor")) continue;
      if (key === Symbol.toStringTag) continue;
      Reflect.deleteProperty(at, key);
    }
  }
}

const languageNames = [
  ...["globalThis", "Infinity", "NaN", "undefined", "eval", "isFinite", "isNaN", "parseFloat", "parseInt"],
  ...["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape"],
  ...[
    "Object",
    "Function",
    "Boolean",
    "Symbol",
    "Error",
    "AggregateError",
    "EvalError",
    "RangeError",
    "ReferenceError",
  ],
  ...[
    "SyntaxError",
    "TypeError",
    "URIError",
    "SuppressedError",
    "Number",
    "BigInt",
    "Math",
    "Date",
    "String",
    "RegExp",
    "Array",
  ],
  ...["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
  ...[
    "BigInt64Array",
    "BigUint64Array",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "Map",
    "Set",
    "WeakMap",
    "WeakSet",
  ],
  ...[
    "ArrayBuffer",
    "DataView",
    "Atomics",
    "JSON",
    "WeakRef",
    "FinalizationRegistry",
    "Iterator",
    "AsyncIterator",
    "Promise",
  ],
  ...["Reflect", "Proxy", "Intl", "Temporal", "DisposableStack", "AsyncDisposableStack"],
];
