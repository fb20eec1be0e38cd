import type { editor } from "monaco-editor/editor";

/** Sizes of the light editor, so that Monaco's letters stand where its letters stood. */
export type CodeMetrics = {
  readonly fontFamily: string;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly padding: number;
  /** From the edge of the frame to the first letter. */
  readonly gutter: number;
};

/** Read off a line of code set as the light editor sets it. */
export function readMetrics(frame: HTMLElement): CodeMetrics {
  const probe = document.createElement("pre");
  probe.className = "code-shown";
  probe.style.position = "absolute";
  probe.style.visibility = "hidden";
  frame.append(probe);
  const style = getComputedStyle(probe);
  const metrics = {
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
    padding: Number.parseFloat(style.paddingTop),
    gutter: Number.parseFloat(style.paddingLeft),
  };
  probe.remove();
  return metrics;
}

export function metricOptions({ fontFamily, fontSize, lineHeight, padding }: CodeMetrics): editor.IEditorOptions {
  return { fontFamily, fontSize, lineHeight, padding: { top: padding, bottom: padding } };
}
