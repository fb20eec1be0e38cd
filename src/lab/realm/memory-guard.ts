import { RealmError } from "./learner-failure.ts";
import { construct, floor, indexOf, isView } from "./primordials.ts";

/** Smaller buffers are left to the heap's own bounds. */
const smallestCounted = 4_096;

/**
 * What may be asked for without the event loop turning, as a multiple of the lab's limit: the language does not tell when a
 * buffer is set free before then, and an honest loop of resamples asks for much more than it holds.
 */
const turnover = 8;

export type MemoryGuard = { readonly setLimit: (memoryMiB: number) => void };

/**
 * Counts the bytes of ArrayBuffers and typed arrays, which lie outside every heap limit, and refuses before the machine suffers.
 * It guards against accidents: code that means to get round it hurts only its own process, which the host watches.
 */
export function installMemoryGuard(): MemoryGuard {
  const mebibyte = 1024 * 1024;
  let limit = 1024 * mebibyte;
  let counted = 0;
  const released = new FinalizationRegistry((bytes: number) => {
    counted -= bytes;
  });
  const register = released.register.bind(released);

  const refuse = (asked: number): never => {
    const facts = { asked: floor(asked / mebibyte), limit: floor(limit / mebibyte) };
    throw new RealmError(
      "memory-limit",
      `out of memory: ${facts.asked} MiB of arrays asked for, ${facts.limit} MiB allowed`,
      facts,
    );
  };
  const count = (bytes: number): void => {
    if (bytes > limit) refuse(bytes);
    if (counted + bytes > limit * turnover) refuse(counted + bytes);
  };

  const guard = (name: string, bytesPerElement: number): void => {
    const original: unknown = Reflect.get(globalThis, name);
    if (typeof original !== "function") return;
    const guarded: object = new Proxy(original, {
      construct: (target, args: unknown[], newTarget): object => {
        const asked = lengthAskedFor(args[0]) * bytesPerElement;
        if (asked < smallestCounted)
          return construct(target, args, newTarget === guarded ? target : newTarget) as object; // a constructor
        count(asked);
        let made: object;
        try {
          made = construct(target, args, newTarget === guarded ? target : newTarget) as object; // a constructor
        } catch (error) {
          if (isRefusedByHost(error)) refuse(asked);
          throw error;
        }
        counted += asked;
        register(made, asked);
        return made;
      },
    });
    Object.defineProperty(globalThis, name, { value: guarded, writable: true, configurable: true });
  };

  // Memory of these cannot be counted, and no lab needs them.
  Reflect.deleteProperty(globalThis, "WebAssembly");
  Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
  guard("ArrayBuffer", 1);
  const views = { Int8Array: 1, Uint8Array: 1, Uint8ClampedArray: 1, Int16Array: 2, Uint16Array: 2, Float16Array: 2 };
  const wide = { Int32Array: 4, Uint32Array: 4, Float32Array: 4, Float64Array: 8, BigInt64Array: 8, BigUint64Array: 8 };
  for (const [name, size] of Object.entries({ ...views, ...wide })) guard(name, size);
  return {
    setLimit: (memoryMiB) => {
      limit = memoryMiB * mebibyte;
    },
  };
}

/** V8's words when the host has no room for a buffer: the isolate of the grader counts them too. */
function isRefusedByHost(error: unknown): boolean {
  return error instanceof RangeError && indexOf(error.message, "allocation failed") >= 0;
}

/** A length, a list to copy, or a buffer that exists already (0). */
function lengthAskedFor(first: unknown): number {
  if (typeof first === "number") return first;
  if (typeof first !== "object" || first === null) return 0;
  if (isView(first)) return "length" in first ? Number(first.length) : 0;
  if ("byteLength" in first) return 0;
  return "length" in first && typeof first.length === "number" ? first.length : 0;
}
