import { requireText } from "#engine/core/require-text.ts";
/** What an Indonesian identity number tells about its holder. */
export type Nik = {
  /** The province that issued it, two digits, e.g. 31 for Jakarta. */
  readonly province: number;
  readonly isWoman: boolean;
  /** Day and month of birth, and the last two digits of the year: the century is not in the number. */
  readonly birth: { readonly day: number; readonly month: number; readonly yearOfCentury: number };
  /** Counts the people of one district and birthday, from 1. */
  readonly serial: number;
};

/**
 * Reads a NIK (Nomor Induk Kependudukan), the number on every Indonesian identity card: six digits for the district, six
 * for the birthday as DDMMYY, four that count. For women 40 is added to the day, so that 11 March becomes 510390.
 *
 * So the number is no mere name for a person: whoever has it knows birthday, sex and where the card was first issued.
 * That is why it must be masked, and also how it is recognized: hardly any other number of 16 digits has a province in
 * front and a day that exists in the middle. O(1).
 *
 * @param text  16 digits; spaces, points and hyphens between them are skipped
 * @returns     its parts, or null when it can be no NIK
 * @throws {EngineError} "wrong-type" for a number: of 16 digits a double keeps hardly more than 15
 * @example readNik("3174095103900002").isWoman // => true
 * @example readNik("3174095103900002").birth // => { day: 11, month: 3, yearOfCentury: 90 }
 * @example readNik("3174093113900002") // => null
 * @source  Permendagri 109/2019 (form of the number); provinces by Permendagri 72/2019 and the four founded in 2022
 */
export function readNik(text: string): Nik | null {
  requireText({ functionName: "readNik", name: "text", value: text });
  const digits = text.length <= 40 ? text.replace(/[ .-]/g, "") : "";
  if (!/^\d{16}$/.test(digits)) return null;
  const province = Number(digits.slice(0, 2));
  const dayCode = Number(digits.slice(6, 8));
  const month = Number(digits.slice(8, 10));
  const yearOfCentury = Number(digits.slice(10, 12));
  const serial = Number(digits.slice(12));
  const day = dayCode > 40 ? dayCode - 40 : dayCode;
  const isThere = provinces.has(province) && Number(digits.slice(2, 4)) > 0 && Number(digits.slice(4, 6)) > 0;
  if (!isThere || serial === 0 || day < 1 || day > longestDay(month, yearOfCentury)) return null;
  return { province, isWoman: dayCode > 40, birth: { day, month, yearOfCentury }, serial };
}

/** Sumatra 11–21, Java 31–36, Bali and Nusa Tenggara 51–53, Kalimantan 61–65, Sulawesi 71–76, Maluku 81–82, Papua 91–97. */
const provinces: ReadonlySet<number> = new Set([
  11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65, 71, 72, 73, 74, 75,
  76, 81, 82, 91, 92, 93, 94, 95, 96, 97,
]);

function longestDay(month: number, yearOfCentury: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return yearOfCentury % 4 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
