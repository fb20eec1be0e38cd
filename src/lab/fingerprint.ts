/** What a check saw of the learner's code: the answer to each thing it asked, in order. */
export type Observation =
  | { readonly asked: string; readonly status: "returned"; readonly value: unknown }
  | { readonly asked: string; readonly status: "threw"; readonly name: string; readonly code: string | undefined };

/** check id → digest of the observations → the mistake in mistakes/ that makes just these. */
export type Fingerprints = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Numbers that agree to so many digits count as the same: sums in another order differ in the last ones. */
const significantDigits = 8;

/** 16 hexadecimal digits that two different behaviors share by accident once in 2⁶⁴ pairs. */
export function fingerprint(observations: readonly Observation[]): string {
  const hash = createHash();
  for (const observation of observations) {
    hash.text(observation.asked);
    hash.text(observation.status);
    if (observation.status === "returned") addValue(hash, observation.value);
    else hash.text(`${observation.name}|${observation.code ?? ""}`);
  }
  return hash.digest();
}

type Hash = {
  readonly word: (bits: number) => void;
  readonly text: (text: string) => void;
  readonly digest: () => string;
};

function addValue(hash: Hash, value: unknown): void {
  if (typeof value !== "object" || value === null) {
    hash.text(typeof value === "number" ? numberText(value) : typeof value === "string" ? `"${value}` : String(value));
  } else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    // A list is the same list in an Array, a Float64Array or an Int32Array.
    const list = value as unknown as ArrayLike<unknown>; // a DataView does not pass parse-realm-message
    hash.text(`[${list.length}`);
    for (let i = 0; i < list.length; i++) addValue(hash, list[i]);
  } else if (value instanceof Map || value instanceof Set) {
    hash.text(`${value instanceof Map ? "map" : "set"} ${value.size}`);
    for (const entry of value) addValue(hash, entry);
  } else if (value instanceof Date) {
    hash.text(`date ${value.getTime()}`);
  } else {
    const record = value as Readonly<Record<string, unknown>>; // a plain object is all that is left
    const keys = Object.keys(record).sort();
    hash.text(`{${keys.length}`);
    for (const key of keys) {
      hash.text(key);
      addValue(hash, record[key]);
    }
  }
}

function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return `${value === 0 ? 0 : value}`;
  return Number.isFinite(value) ? `${Number(value.toPrecision(significantDigits))}` : String(value);
}

/** Two 32-bit hashes side by side (FNV-1a and a multiply-xor with another prime), mixed at the end as MurmurHash3 does. */
function createHash(): Hash {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  const word = (bits: number): void => {
    a = Math.imul(a ^ bits, 0x01000193);
    b = Math.imul(((b << 13) | (b >>> 19)) ^ bits, 0x85ebca6b);
  };
  return {
    word,
    text: (text) => {
      for (let i = 0; i < text.length; i++) word(text.charCodeAt(i));
      word(0x1f);
      word(text.length);
    },
    digest: () => `${hex(mix(a ^ (b >>> 3)))}${hex(mix(b))}`,
  };
}

function mix(bits: number): number {
  let z = bits;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, "0");
}
