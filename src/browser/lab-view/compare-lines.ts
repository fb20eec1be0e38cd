import { diffLines } from "diff";

export type ComparedLine = {
  readonly side: "same" | "removed" | "added";
  readonly text: string;
  /** Line number in the code that the line belongs to: the new one, or the old one for removed lines. */
  readonly line: number;
};

/** Line by line: what stands in `before` alone, in `after` alone, in both. */
export function compareLines(options: { readonly before: string; readonly after: string }): readonly ComparedLine[] {
  const compared: ComparedLine[] = [];
  let before = 0;
  let after = 0;
  for (const part of diffLines(options.before, options.after)) {
    const side = part.added ? "added" : part.removed ? "removed" : "same";
    for (const text of part.value.replace(/\n$/, "").split("\n")) {
      if (side !== "added") before++;
      if (side !== "removed") after++;
      compared.push({ side, text, line: side === "removed" ? before : after });
    }
  }
  return compared;
}

export type Stretch =
  | { readonly kind: "lines"; readonly lines: readonly ComparedLine[] }
  | { readonly kind: "gap"; readonly count: number };

/** Leaves out long stretches without change, except `around` lines beside each change. */
export function foldUnchanged(lines: readonly ComparedLine[], around: number): readonly Stretch[] {
  const isNear = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some((line) => line.side !== "same"),
  );
  const stretches: ({ kind: "lines"; lines: ComparedLine[] } | { kind: "gap"; count: number })[] = [];
  lines.forEach((line, i) => {
    const last = stretches.at(-1);
    if (isNear[i]) {
      if (last?.kind === "lines") last.lines.push(line);
      else stretches.push({ kind: "lines", lines: [line] });
    } else if (last?.kind === "gap") last.count++;
    else stretches.push({ kind: "gap", count: 1 });
  });
  return stretches;
}
