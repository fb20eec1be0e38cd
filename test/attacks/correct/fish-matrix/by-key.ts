const boxes: Record<string, "tp" | "fp" | "fn" | "tn"> = {
  "true true": "tp",
  "true false": "fn",
  "false true": "fp",
  "false false": "tn",
};

export const countOutcomes = (actual: (string | null)[], predicted: (string | null)[]) =>
  actual.reduce(
    (counts, truth, i) => {
      const box = boxes[`${truth === "fish"} ${predicted[i] === "fish"}`] ?? "tn";
      counts[box] += 1;
      return counts;
    },
    { tp: 0, fp: 0, fn: 0, tn: 0 },
  );
