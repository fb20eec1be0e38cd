import type { Rng } from "#engine/core/random.ts";

/** Names that AWS makes up, drawn from the cloud's chance, so that a run can be repeated. */
export type Ids = {
  /** xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx */
  readonly uuid: () => string;
  readonly hex: (length: number) => string;
  /** a to z and 0 to 9 */
  readonly lower: (length: number) => string;
  /** A to Z and 0 to 9, as in AKIA… and AROA… */
  readonly upper: (length: number) => string;
  readonly digits: (length: number) => string;
};

export function createIds(rng: Rng): Ids {
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(rng.integer(alphabet.length))).join("");
  const hex = (length: number): string => draw("0123456789abcdef", length);
  return {
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${draw("89ab", 1)}${hex(3)}-${hex(12)}`,
    hex,
    lower: (length) => draw("abcdefghijklmnopqrstuvwxyz0123456789", length),
    upper: (length) => draw("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", length),
    digits: (length) => draw("0123456789", length),
  };
}
