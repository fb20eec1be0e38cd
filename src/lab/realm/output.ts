import type { Figure } from "#contract/figure.ts";
import type { FromRealm, Inspected } from "#contract/sandbox.ts";
import { inspect } from "./inspect.ts";

/** The most that one run may write; what is beyond is counted and not sent. The runtime keeps the same bounds on its side. */
export const outputLimits = { lines: 300, characters: 200_000, figures: 24, progress: 500 } as const;

export type Output = {
  readonly write: (level: "log" | "info" | "warn" | "error", items: readonly unknown[]) => void;
  readonly figure: (figure: Figure) => void;
  readonly progress: (fraction: number, text: string) => void;
};

/** Where console, show and progress of a realm go, with an end: a flood of output costs the learner's realm alone. */
export function createOutput(send: (message: FromRealm) => void): Output {
  let lines = 0;
  let characters = 0;
  let figures = 0;
  let progress = 0;
  let linesLeftOut = 0;
  let figuresLeftOut = 0;
  let tellAt = 1;

  const leaveOut = (): void => {
    const total = linesLeftOut + figuresLeftOut;
    if (total < tellAt) return;
    tellAt = total < 100 ? total + 1 : total * 2;
    send({ kind: "left-out", lines: linesLeftOut, figures: figuresLeftOut });
  };

  return {
    write: (level, items) => {
      if (lines >= outputLimits.lines || characters >= outputLimits.characters) {
        linesLeftOut++;
        leaveOut();
        return;
      }
      lines++;
      const shown: Inspected[] = [];
      for (let i = 0; i < items.length && i < 50; i++) {
        const item = inspect(items[i]);
        shown[shown.length] = item;
        characters += sizeOf(item);
      }
      send({ kind: "console", level, items: shown });
    },
    figure: (figure) => {
      if (figures++ < outputLimits.figures) send({ kind: "show", figure });
      else {
        figuresLeftOut++;
        leaveOut();
      }
    },
    progress: (fraction, text) => {
      if (progress++ < outputLimits.progress) send({ kind: "progress", fraction, text });
    },
  };
}

function sizeOf(item: Inspected): number {
  if (item.kind !== "object") return item.text.length;
  let size = item.text.length;
  for (let i = 0; i < item.entries.length; i++) {
    const entry = item.entries[i];
    if (entry !== undefined) size += entry[0].length + sizeOf(entry[1]);
  }
  return size;
}
