import { EngineError } from "./errors.ts";

/** The head of everything that was fitted: plain data that survives structuredClone and JSON. */
export type Fitted = { readonly kind: string; readonly version: number };

/**
 * Checks that a fitted thing is one that this function knows, in the version that it can read.
 *
 * A model comes back from a file, a registry or a message; reading one kind as another gives numbers that mean nothing. O(1).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param fitted        what the caller passed
 * @param kinds         the kinds that can be read, each with its version
 * @returns             the same thing
 * @throws {EngineError} "wrong-type" for another kind, "unsupported-version" for another version of it
 * @example requireFitted({ functionName: "predictValues", fitted: { kind: "ridge", version: 1 }, kinds: { ridge: 1 } }).kind // => "ridge"
 */
export function requireFitted<Thing extends Fitted>({
  functionName,
  fitted,
  kinds,
}: {
  readonly functionName: string;
  readonly fitted: Thing;
  readonly kinds: Readonly<Record<string, number>>;
}): Thing {
  const kind: unknown = typeof fitted === "object" && fitted !== null ? fitted.kind : undefined;
  if (typeof kind !== "string" || !Object.hasOwn(kinds, kind)) {
    const got = typeof kind === "string" ? kind : fitted === null ? "null" : typeof fitted;
    const need = Object.keys(kinds).join(", ");
    throw new EngineError("wrong-type", `${functionName} requires one of ${need}, got ${got}`, {
      function: functionName,
      argument: "kind",
      got,
    });
  }
  if (fitted.version !== kinds[kind]) {
    throw new EngineError(
      "unsupported-version",
      `${functionName} requires version ${kinds[kind]} of ${kind}, got ${String(fitted.version)}`,
      { function: functionName, kind, got: String(fitted.version) },
    );
  }
  return fitted;
}
