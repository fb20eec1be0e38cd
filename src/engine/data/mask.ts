/**
 * How the values of a column are hidden. What a method keeps decides what the data is still good for:
 *
 * - "hash": an HMAC-SHA-256 under a secret `salt`, the first `length` hexadecimal digits (default 32). Equal values stay
 *   equal, in every table masked with this salt, so joins and counts still work; nothing can be looked up again.
 * - "tokenize": a random token for each value, kept in a vault. Joins work too, and whoever holds the vault can go back.
 *   Columns that shall join share a `domain` (default: the column's name).
 * - "redact": every value becomes `replacement` (default "redacted"), or missing with null. Nothing is left.
 * - "partial": letters and digits become `character` (default "*") but for the first `keepStart` (default 0) and the last
 *   `keepEnd` (default 4), for people who must recognize their own number.
 * - "band": numbers to bands of a `width`, or between `edges`: age 34 becomes "30 to below 40".
 * - "round": numbers to the nearest multiple of `to`; the column stays a number.
 * - "date": dates as ISO text cut to "year", "quarter" or "month".
 * - "prefix": the first `length` characters, as of a postcode.
 */
export type Mask =
  | { readonly method: "hash"; readonly salt: string; readonly length?: number }
  | { readonly method: "tokenize"; readonly domain?: string }
  | { readonly method: "redact"; readonly replacement?: string | null }
  | { readonly method: "partial"; readonly keepStart?: number; readonly keepEnd?: number; readonly character?: string }
  | { readonly method: "band"; readonly width: number }
  | { readonly method: "band"; readonly edges: readonly number[] }
  | { readonly method: "round"; readonly to: number }
  | { readonly method: "date"; readonly to: "year" | "quarter" | "month" }
  | { readonly method: "prefix"; readonly length: number };
