/**
 * How far each row is off, whichever way: |error|.
 *
 * A loop of its own rather than `errors.map(Math.abs)`: `map` calls a function for each of a million rows and takes ten
 * times as long.
 *
 * @param errors  actual − predicted, length n
 * @returns       length n, 0 or more. O(n)
 * @example absoluteErrors(Float64Array.of(-2, 3)) // => [2, 3]
 */
export function absoluteErrors(errors: Float64Array): Float64Array {
  const sizes = new Float64Array(errors.length);
  for (let row = 0; row < sizes.length; row++) sizes[row] = Math.abs(errors[row] ?? 0);
  return sizes;
}

/**
 * The square of each row's error, in which a row that is twice as far off weighs four times as much.
 *
 * @param errors  actual − predicted, length n
 * @returns       length n, 0 or more. O(n)
 * @example squaredErrors(Float64Array.of(-2, 3)) // => [4, 9]
 */
export function squaredErrors(errors: Float64Array): Float64Array {
  const squares = new Float64Array(errors.length);
  for (let row = 0; row < squares.length; row++) {
    const error = errors[row] ?? 0;
    squares[row] = error * error;
  }
  return squares;
}
