/**
 * level + features · slopes of some rows for many lines at once, two rows and four lines at a time: what is read once serves four sums
 * or two, and reading is what costs. O(rows × lines × d).
 *
 * @param rows     which rows of `values`
 * @param slopes   lines × d, row after row
 * @param levels   one a line
 * @param heights  written: line after line, each `stride` long, its first numbers those of the rows in their order
 */
export function lineHeights({
  values,
  d,
  rows,
  slopes,
  levels,
  heights,
  stride,
}: {
  readonly values: Float64Array;
  readonly d: number;
  readonly rows: Int32Array;
  readonly slopes: Float64Array;
  readonly levels: Float64Array;
  readonly heights: Float64Array;
  readonly stride: number;
}): void {
  let line = 0;
  for (; line + 4 <= levels.length; line += 4) fourLines({ values, d, rows, slopes, levels, heights, stride, line });
  for (; line < levels.length; line++) {
    for (let i = 0; i < rows.length; i++) {
      let height = levels[line] ?? 0;
      for (let column = 0, x = (rows[i] ?? 0) * d, s = line * d; column < d; column++, x++, s++) {
        height += (values[x] ?? 0) * (slopes[s] ?? 0);
      }
      heights[line * stride + i] = height;
    }
  }
}

function fourLines({
  values,
  d,
  rows,
  slopes,
  levels,
  heights,
  stride,
  line,
}: Parameters<typeof lineHeights>[0] & { readonly line: number }): void {
  const firstSlope = line * d;
  for (let i = 0; i < rows.length; i += 2) {
    const left = (rows[i] ?? 0) * d;
    // An odd row at the end goes twice.
    const right = (rows[Math.min(i + 1, rows.length - 1)] ?? 0) * d;
    let a = levels[line] ?? 0;
    let b = levels[line + 1] ?? 0;
    let c = levels[line + 2] ?? 0;
    let e = levels[line + 3] ?? 0;
    let f = a;
    let g = b;
    let h = c;
    let k = e;
    for (let column = 0, s = firstSlope; column < d; column++, s++) {
      const x = values[left + column] ?? 0;
      const y = values[right + column] ?? 0;
      const first = slopes[s] ?? 0;
      const second = slopes[s + d] ?? 0;
      const third = slopes[s + 2 * d] ?? 0;
      const fourth = slopes[s + 3 * d] ?? 0;
      a += x * first;
      b += x * second;
      c += x * third;
      e += x * fourth;
      f += y * first;
      g += y * second;
      h += y * third;
      k += y * fourth;
    }
    const to = line * stride + i;
    heights[to] = a;
    heights[to + stride] = b;
    heights[to + 2 * stride] = c;
    heights[to + 3 * stride] = e;
    if (i + 1 === rows.length) break;
    heights[to + 1] = f;
    heights[to + stride + 1] = g;
    heights[to + 2 * stride + 1] = h;
    heights[to + 3 * stride + 1] = k;
  }
}
