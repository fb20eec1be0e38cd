import type { Figure } from "#contract/figure.ts";

export type FigureSink = {
  readonly figure: (figure: Figure) => void;
  readonly progress: (fraction: number, text: string) => void;
};

let sink: FigureSink | undefined;

/** Set once by the realm that runs the learner's code; until then figures go nowhere. */
export function setFigureSink(to: FigureSink): void {
  sink = to;
}

export function draw(figure: Figure): void {
  sink?.figure(figure);
}

export function tellProgress(fraction: number, text: string): void {
  sink?.progress(fraction, text);
}
