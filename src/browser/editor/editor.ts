import type { WordKey } from "#i18n/t.ts";

/** A place in the source, from 1, and what is wrong there. */
export type Place = { readonly line: number; readonly column?: number; readonly message: string };
export type Diagnostic = { readonly line: number; readonly column: number; readonly message: string };

/** Offsets into the code; equal when nothing is selected. */
export type CodeSelection = { readonly start: number; readonly end: number };

export type ColumnType = "number" | "text" | "boolean";
/** For each data file of the lab, its columns in order. */
export type DataTypes = Readonly<Record<string, readonly { readonly name: string; readonly type: ColumnType }[]>>;

export type Editor = {
  readonly kind: "monaco" | "light";
  readonly code: () => string;
  /** One undo step. */
  readonly setCode: (code: string) => void;
  readonly onChange: (listener: (code: string) => void) => () => void;
  readonly selection: () => CodeSelection;
  readonly select: (selection: CodeSelection) => void;
  /** Puts the caret at a place, in view, with the focus: what a click on "line 3" in the console does. */
  readonly goTo: (place: { readonly line: number; readonly column?: number }) => void;
  /** Marks the line that an error came from; null takes the mark away. */
  readonly showError: (place: Place | null) => void;
  /** Type errors as last known. */
  readonly diagnostics: () => readonly Diagnostic[];
  readonly onDiagnostics: (listener: (diagnostics: readonly Diagnostic[]) => void) => () => void;
  readonly hasFocus: () => boolean;
  readonly focus: () => void;
  readonly dispose: () => void;
};

export type EditorOptions = {
  readonly labId: string;
  readonly code: string;
  /** Names the editor to a screen reader: the title of the lab. */
  readonly label: string;
  readonly dataTypes: DataTypes;
  /** Doors that the lab's code may import: "data", "metrics", "show". */
  readonly doors: readonly string[];
  readonly words: EditorWords;
  readonly readOnly?: boolean;
  /** Tab always moves the focus and never indents: plain mode, for screen readers and whoever prefers it. */
  readonly tabMovesFocus?: boolean;
  readonly onRun: () => void;
};

/** The words of the namespace `editor`, as `wordsOf(language, ["editor"])` gives them. */
export type EditorWords = Readonly<Record<Extract<WordKey, `editor.${string}`>, string>>;
