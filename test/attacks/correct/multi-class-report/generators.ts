function* recallsOf(rows: readonly (readonly number[])[]) {
  for (const [i, row] of rows.entries()) {
    const support = row.reduce((a, b) => a + b);
    yield { recall: support === 0 ? 0 : row[i]! / support, support };
  }
}

export const classRecalls = (rows: number[][]) => Array.from(recallsOf(rows), ({ recall }) => recall);

function average(rows: number[][], weight: (support: number) => number) {
  let [up, down] = [0, 0];
  for (const { recall, support } of recallsOf(rows)) {
    up += recall * weight(support);
    down += weight(support);
  }
  return up / down;
}

export const macroRecall = (rows: number[][]) => average(rows, () => 1);
export const weightedRecall = (rows: number[][]) => average(rows, (support) => support);
export const neglected = "M" as const;
