/**
 * The numbers that a typed text can mean: "0,625" and "0.625" are one, "1.234" may be 1.234 or 1234 by the habits of
 * the writer, "62,5 %" may be 62.5 or 0.625, "5/8" is 0.625. Empty when it is no number.
 */
export function readNumber(text: string): readonly number[] {
  const tight = text.trim().replace(/\s/g, "").replace(/−/g, "-");
  const share = /^(.+)\/(.+)$/.exec(tight);
  if (share) {
    const [above] = readNumber(share[1] ?? "");
    const [below] = readNumber(share[2] ?? "");
    return above === undefined || below === undefined || below === 0 ? [] : [above / below];
  }
  if (tight.endsWith("%")) return readNumber(tight.slice(0, -1)).flatMap((value) => [value, value / 100]);
  const parts = /^([+-]?)([\d.,]*)$/.exec(tight);
  const digits = parts?.[2] ?? "";
  if (!/\d/.test(digits)) return [];
  const sign = parts?.[1] === "-" ? -1 : 1;
  return readings(digits).map((value) => sign * value);
}

function readings(digits: string): readonly number[] {
  const lastMark = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const asDecimal = Number(
    lastMark < 0 ? digits : `${digits.slice(0, lastMark).replace(/[.,]/g, "")}.${digits.slice(lastMark + 1)}`,
  );
  const marks = digits.match(/[.,]/g) ?? [];
  const grouped = /^[1-9]\d{0,2}([.,]\d{3})+$/.test(digits) && new Set(marks).size === 1;
  const asGrouped = Number(digits.replace(/[.,]/g, ""));
  if (!grouped) return [asDecimal];
  return marks.length > 1 ? [asGrouped] : [asDecimal, asGrouped];
}
