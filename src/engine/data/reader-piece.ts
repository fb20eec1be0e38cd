import { EngineError } from "#engine/core/errors.ts";

/** The next piece of a file, where it is one; a reader that has ended takes none. */
export function requirePiece(piece: string | Uint8Array, isOpen: boolean): string | Uint8Array {
  requireOpen("push", isOpen);
  if (typeof piece === "string" || piece instanceof Uint8Array) return piece;
  const got = piece === null ? "null" : typeof piece;
  throw new EngineError("wrong-type", `push requires text or a Uint8Array, got ${got}`, { function: "push" });
}

/** A reader gives its table once. */
export function requireOpen(functionName: string, isOpen: boolean): void {
  if (isOpen) return;
  const text = `${functionName} requires a reader that has not ended, got one that has`;
  throw new EngineError("out-of-range", text, { function: functionName });
}

/** Joins the halves of a pair of surrogates that a cut between two pieces has parted. */
export function createPairMender(): { readonly mend: (piece: string) => string; readonly rest: () => string } {
  let half = "";
  const mend = (piece: string): string => {
    const text = half + piece;
    const isCut = text.length > 0 && isHighSurrogate(text.charCodeAt(text.length - 1));
    half = isCut ? text.slice(-1) : "";
    return isCut ? text.slice(0, -1) : text;
  };
  return { mend, rest: () => half };
}

export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
