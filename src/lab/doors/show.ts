/** The door `siklus/show`: what a lab's code can ask the page to draw. */
export { bar } from "#lab/show/bar.ts";
export { confusionMatrix } from "#lab/show/confusion-matrix.ts";
export { histogram } from "#lab/show/histogram.ts";
export { line } from "#lab/show/line.ts";
export { progress } from "#lab/show/progress.ts";
export { residuals } from "#lab/show/residuals.ts";
export { roc } from "#lab/show/roc.ts";
export { scatter } from "#lab/show/scatter.ts";
export { table } from "#lab/show/table.ts";
