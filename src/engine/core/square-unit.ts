/**
 * Between these a sum of 10⁸ squares neither overflows (above 1.8e308) nor loses digits to the smallest doubles (below 2.2e-308).
 *
 * @example 1e8 * squarable.largest ** 2 // => 1e308
 */
export const squarable = { smallest: 1e-140, largest: 1e150 } as const;

/**
 * A power of two to divide numbers by before they are squared, so that the squares neither overflow nor vanish.
 *
 * A square needs twice the exponent: that of 1e-200 is 0 in a double and that of 1e200 is infinite, though the root of their sum
 * would be a number like any other (as `Math.hypot` knows). Powers of two change no digit. O(n).
 *
 * @param columns  numbers; NaN is passed over
 * @returns        1 where the largest number can be squared as it is
 * @example squareUnit([Float64Array.of(3, 4)]) // => 1
 * @example const unit = squareUnit([Float64Array.of(3e-200, 4e-200)]); Math.sqrt((3e-200 / unit) ** 2 + (4e-200 / unit) ** 2) * unit // => 5e-200
 */
export function squareUnit(columns: readonly Float64Array[]): number {
  let largest = 0;
  for (const column of columns) {
    for (let row = 0; row < column.length; row++) {
      const size = Math.abs(column[row] as number); // row < length
      if (size > largest) largest = size;
    }
  }
  let unit = 1;
  if (largest > squarable.largest && largest < Number.POSITIVE_INFINITY) while (unit < largest / step) unit *= step;
  if (largest < squarable.smallest && largest > 0) while (unit > largest * step) unit /= step;
  return unit;
}

const step = 2 ** 64;
