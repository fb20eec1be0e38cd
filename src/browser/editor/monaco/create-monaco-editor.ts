import { onAppearance } from "#browser/appearance/on-appearance.ts";
import { fill } from "#i18n/fill.ts";
import type { Diagnostic, Editor, EditorOptions } from "../editor.ts";
import { labLibraries, labModulePath } from "../type-libraries.ts";
import { metricOptions, readMetrics } from "./monaco-metrics.ts";
import { editor, MarkerSeverity, Range, typescriptDefaults, Uri } from "./monaco-parts.ts";
import { watchKeys } from "./watch-keys.ts";

/** Monaco in the frame of the light editor: same box, same letters, with TypeScript behind it. After `setUpMonaco`. */
export function createMonacoEditor(host: HTMLElement, options: EditorOptions): Editor {
  const frame = host.appendChild(document.createElement("div"));
  frame.className = "code-frame";
  const box = frame.appendChild(document.createElement("div"));
  box.className = "code-monaco";
  const help = frame.appendChild(document.createElement("p"));
  help.className = "code-help";
  help.textContent = options.words["editor.help-monaco"];

  const uri = Uri.parse(labModulePath(options.labId));
  editor.getModel(uri)?.dispose();
  const model = editor.createModel(options.code, "typescript", uri);
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  const libraries = labLibraries(options).map(({ filePath, content }) =>
    typescriptDefaults.addExtraLib(content, filePath),
  );
  const metrics = readMetrics(frame);
  const monaco = editor.create(box, {
    ...settings,
    ...metricOptions(metrics),
    model,
    theme: "siklus",
    ariaLabel: `${options.label}. ${options.words["editor.help-monaco"]}`,
    readOnly: options.readOnly === true,
    domReadOnly: options.readOnly === true,
    tabFocusMode: options.tabMovesFocus === true,
    overflowWidgetsDomNode: overflowBox(),
  });
  const fitToFrame = () => {
    const { gutter } = readMetrics(frame);
    const { contentLeft, decorationsWidth } = monaco.getLayoutInfo();
    monaco.updateOptions({
      ...metricOptions(readMetrics(frame)),
      lineDecorationsWidth: Math.max(4, decorationsWidth - foldWidth + gutter - contentLeft),
    });
    box.style.blockSize = `${monaco.getContentHeight()}px`;
    monaco.layout();
  };
  fitToFrame();

  const changes = new Set<(code: string) => void>();
  const findings = new Set<(diagnostics: readonly Diagnostic[]) => void>();
  const marks = monaco.createDecorationsCollection();
  const diagnostics = (): readonly Diagnostic[] =>
    editor
      .getModelMarkers({ resource: uri })
      .filter((marker) => marker.severity === MarkerSeverity.Error)
      .map(({ startLineNumber, startColumn, message }) => ({ line: startLineNumber, column: startColumn, message }));

  const stops = [
    monaco.onDidContentSizeChange(({ contentHeight }) => {
      box.style.blockSize = `${contentHeight}px`;
      monaco.layout();
    }),
    monaco.onDidChangeModelContent(() => {
      for (const listener of changes) listener(model.getValue());
    }),
    editor.onDidChangeMarkers((changed) => {
      if (changed.some((one) => one.toString() === uri.toString()))
        for (const listener of findings) listener(diagnostics());
    }),
    { dispose: onAppearance(fitToFrame) },
    { dispose: watchKeys(box, options.onRun) },
    ...libraries,
  ];

  return {
    kind: "monaco",
    code: () => model.getValue(),
    setCode: (code) => {
      if (code === model.getValue()) return;
      model.pushStackElement();
      model.pushEditOperations(monaco.getSelections(), [{ range: model.getFullModelRange(), text: code }], () => null);
      model.pushStackElement();
    },
    onChange: (listener) => listen(changes, listener),
    selection: () => {
      const selected = monaco.getSelection() ?? new Range(1, 1, 1, 1);
      return {
        start: model.getOffsetAt(selected.getStartPosition()),
        end: model.getOffsetAt(selected.getEndPosition()),
      };
    },
    select: ({ start, end }) =>
      monaco.setSelection(Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))),
    goTo: ({ line, column = 1 }) => {
      monaco.focus();
      monaco.setPosition({ lineNumber: line, column });
      monaco.revealLineInCenterIfOutsideViewport(line);
    },
    showError: (place) =>
      marks.set(
        place === null
          ? []
          : [
              errorMark(
                place.line,
                fill(options.words["editor.error-line"], { line: place.line, message: place.message }),
              ),
            ],
      ),
    diagnostics,
    onDiagnostics: (listener) => listen(findings, listener),
    hasFocus: () => monaco.hasTextFocus(),
    focus: () => monaco.focus(),
    dispose: () => {
      for (const stop of stops) stop.dispose();
      monaco.dispose();
      model.dispose();
      frame.remove();
    },
  };
}

/** Monaco keeps this much beside the line numbers for the folding arrows. */
const foldWidth = 16;

const settings: editor.IStandaloneEditorConstructionOptions = {
  accessibilitySupport: "auto",
  automaticLayout: true,
  contextmenu: false,
  cursorBlinking: "solid",
  fixedOverflowWidgets: true,
  fontLigatures: false,
  glyphMargin: false,
  guides: { indentation: false },
  hideCursorInOverviewRuler: true,
  lineNumbersMinChars: 2,
  links: false,
  minimap: { enabled: false },
  occurrencesHighlight: "off",
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  quickSuggestions: { strings: true, comments: false, other: true },
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false, useShadows: false },
  selectionHighlight: false,
  showUnused: false,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  wordBasedSuggestions: "off",
  wordWrap: "off",
};

let overflow: HTMLElement | undefined;

/** Suggestions and hovers stand outside of the lab, so that nothing cuts them off. */
function overflowBox(): HTMLElement {
  if (overflow?.isConnected) return overflow;
  overflow = document.createElement("div");
  overflow.className = "monaco-editor code-overflow";
  document.body.append(overflow);
  return overflow;
}

function errorMark(line: number, text: string): editor.IModelDeltaDecoration {
  const message = { value: `\`\`\`text\n${text.replaceAll("```", "'''")}\n\`\`\`` };
  return {
    range: new Range(line, 1, line, 1),
    options: {
      isWholeLine: true,
      className: "code-monaco-error",
      linesDecorationsClassName: "code-monaco-error-sign",
      hoverMessage: message,
    },
  };
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
