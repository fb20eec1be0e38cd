import { requireText } from "#engine/core/require-text.ts";
/**
 * Luhn's check: whether the last digit of a card number fits the others.
 *
 * From the right, every second digit is doubled (and 9 taken off where it passes 9); all digits together must be divisible
 * by 10. Any single wrong digit and nearly every swap of neighbors is noticed. Of random numbers one in ten passes, so a
 * single value proves little and a whole column of them nearly everything. O(length).
 *
 * @param text  digits; spaces and hyphens between them are skipped
 * @returns     false also where there is anything else, or fewer than two digits
 * @throws {EngineError} "wrong-type" for a number: it has lost its zeros in front, and past 2⁵³ its last digits
 * @example passesLuhn("4539 1488 0343 6467") // => true
 * @example passesLuhn("4539 1488 0343 6476") // => false
 * @source  ISO/IEC 7812-1, annex B
 */
export function passesLuhn(text: string): boolean {
  const digits = requireText({ functionName: "passesLuhn", name: "text", value: text }).replace(/[ -]/g, "");
  if (!/^\d{2,}$/.test(digits)) return false;
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight++) {
    const digit = digits.charCodeAt(digits.length - 1 - fromRight) - 48;
    const doubled = fromRight % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether a text has the length, the first digits and the check digit of a payment card. */
export function isCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  return /^\d{13,19}$/.test(digits) && issuers.test(digits) && passesLuhn(digits);
}

/** Visa 4, Mastercard 51–55 and 2221–2720, American Express 34 and 37, Discover, JCB 35, Diners 30, 36 and 38, UnionPay 62, GPN 1946. */
const issuers = /^(?:4|5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|3[47]|6011|64[4-9]|65|35|30[0-5]|36|38|62|1946)/;
