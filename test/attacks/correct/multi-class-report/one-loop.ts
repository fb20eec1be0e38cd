export function classRecalls(rows: number[][]) {
  const out = new Array<number>(rows.length).fill(0);
  for (let i = 0; i < rows.length; i++) {
    let all = 0;
    for (const n of rows[i]!) all += n;
    if (all > 0) out[i] = rows[i]![i]! / all;
  }
  return out;
}

export const macroRecall = (rows: number[][]) => {
  let s = 0;
  for (const r of classRecalls(rows)) s += r;
  return s / rows.length;
};

// the weighted mean of recalls is the share of right answers
export const weightedRecall = (rows: number[][]) => {
  let right = 0;
  let all = 0;
  rows.forEach((row, i) =>
    row.forEach((n, j) => {
      all += n;
      if (i === j) right += n;
    }),
  );
  return right / all;
};

export const neglected: string = "M";
