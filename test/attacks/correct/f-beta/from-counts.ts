type Counts = { tp: number; fp: number; fn: number };

export const fBeta = ({ tp, fp, fn }: Counts, beta: number): number => {
  const b2 = beta ** 2;
  const top = (1 + b2) * tp;
  return top === 0 ? 0 : top / (top + b2 * fn + fp);
};
