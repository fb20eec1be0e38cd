import { decodeUtf8 } from "./utf8.ts";

/**
 * Reads the decimal number that fills `bytes[from, to)` and stores it at `values[row]`.
 *
 * A number is what people write and `Number()` agrees with: `12`, `-0.5`, `.5`, `5.`, `+1e-3`, `Infinity`, with spaces
 * or tabs around it. Hexadecimal, `1_000`, `1,5` and `NaN` are text.
 *
 * Up to 15 digits make a whole number that a double holds exactly, and so are the powers of ten up to 10²²; one
 * multiplication or division of two exact doubles rounds correctly. Everything else goes the slow, exact way: `Number()`.
 *
 * @returns whether the bytes are a number; `values` is touched only then
 * @source  Clinger 1990, "How to read floating point numbers accurately"
 */
export function readDecimal(bytes: Uint8Array, from: number, to: number, values: Float64Array, row: number): boolean {
  let start = from;
  let end = to;
  while (start < end && isBlank(bytes[start])) start++;
  while (end > start && isBlank(bytes[end - 1])) end--;

  let i = start;
  const sign = bytes[i];
  if (sign === minus || sign === plus) i++;

  let mantissa = 0;
  let significant = 0; // digits from the first one that is not 0
  let digits = 0;
  let exponent = 0;
  for (; i < end; i++) {
    const digit = (bytes[i] as number) - zero; // i < end
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
    if (mantissa !== 0) significant++;
    digits++;
  }
  if (i < end && bytes[i] === dot) {
    i++;
    const fraction = i;
    for (; i < end; i++) {
      const digit = (bytes[i] as number) - zero; // i < end
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
      if (mantissa !== 0) significant++;
    }
    digits += i - fraction;
    exponent = fraction - i;
  }
  if (digits === 0) return readInfinity(bytes, start, end, values, row);
  if (i < end) {
    if (((bytes[i] as number) | 32) !== letterE) return false; // i < end
    i++;
    const negative = bytes[i] === minus;
    if (negative || bytes[i] === plus) i++;
    if (i >= end) return false;
    let power = 0;
    for (; i < end; i++) {
      const digit = (bytes[i] as number) - zero; // i < end
      if (digit < 0 || digit > 9) return false;
      if (power < 100_000) power = power * 10 + digit;
    }
    exponent += negative ? -power : power;
  }

  if (significant > 15 || exponent > 22 || exponent < -22) {
    values[row] = Number(decodeUtf8(bytes, start, end));
    return true;
  }
  const power = exponent < 0 ? powersOfTen[-exponent] : powersOfTen[exponent];
  const size = exponent < 0 ? mantissa / (power as number) : mantissa * (power as number); // |exponent| ≤ 22
  values[row] = sign === minus ? -size : size;
  return true;
}

const minus = 45;
const plus = 43;
const dot = 46;
const zero = 48;
const letterE = 101;
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}

function readInfinity(bytes: Uint8Array, from: number, to: number, values: Float64Array, row: number): boolean {
  if (to - from < 8 || to - from > 9) return false;
  const text = decodeUtf8(bytes, from, to);
  if (text !== "Infinity" && text !== "+Infinity" && text !== "-Infinity") return false;
  values[row] = Number(text);
  return true;
}
