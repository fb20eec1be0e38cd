import type { editor } from "monaco-editor/editor";
import { hexOf, readColors } from "#browser/appearance/read-colors.ts";

const names = [
  "code-paper",
  "code-ink",
  "code-comment",
  "code-keyword",
  "code-string",
  "code-number",
  "code-function",
  "code-type",
  "code-punctuation",
  "ink",
  "ink-soft",
  "ink-faint",
  "sheet",
  "rule",
  "rule-strong",
  "accent",
  "accent-soft",
  "on-accent",
  "focus",
  "bad",
  "warn",
] as const;

/** Monaco's colours out of the page's tokens, as they are now. */
export function monacoTheme(): editor.IStandaloneThemeData {
  const tokens = readColors(names);
  const color = (name: (typeof names)[number], opacity = "") => hexOf(tokens[name]) + opacity;
  const rule = (token: string, name: (typeof names)[number]) => ({ token, foreground: color(name).slice(1) });
  return {
    base: isDark(color("code-paper")) ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      rule("", "code-ink"),
      rule("comment", "code-comment"),
      rule("keyword", "code-keyword"),
      rule("string", "code-string"),
      rule("regexp", "code-string"),
      rule("number", "code-number"),
      rule("number.hex", "code-number"),
      rule("number.octal", "code-number"),
      rule("number.binary", "code-number"),
      rule("number.float", "code-number"),
      rule("string.escape", "code-string"),
      rule("type", "code-type"),
      rule("type.identifier", "code-type"),
      rule("identifier", "code-ink"),
      rule("delimiter", "code-ink"),
    ],
    colors: {
      "editor.background": color("code-paper"),
      "editor.foreground": color("code-ink"),
      "editorCursor.foreground": color("code-ink"),
      "editorLineNumber.foreground": color("ink-faint"),
      "editorLineNumber.activeForeground": color("ink"),
      "editor.selectionBackground": color("accent", "4d"),
      "editor.inactiveSelectionBackground": color("accent", "33"),
      "editor.lineHighlightBorder": color("rule"),
      "editor.findMatchBackground": color("warn", "66"),
      "editor.findMatchHighlightBackground": color("warn", "33"),
      "editorBracketMatch.background": color("accent-soft"),
      "editorBracketMatch.border": color("accent"),
      "editorError.foreground": color("bad"),
      "editorWarning.foreground": color("warn"),
      "editorWidget.background": color("sheet"),
      "editorWidget.foreground": color("ink"),
      "editorWidget.border": color("rule-strong"),
      "editorHoverWidget.background": color("sheet"),
      "editorHoverWidget.foreground": color("ink"),
      "editorHoverWidget.border": color("rule-strong"),
      "editorSuggestWidget.background": color("sheet"),
      "editorSuggestWidget.foreground": color("ink"),
      "editorSuggestWidget.border": color("rule-strong"),
      "editorSuggestWidget.selectedBackground": color("accent-soft"),
      "editorSuggestWidget.selectedForeground": color("ink"),
      "editorSuggestWidget.highlightForeground": color("accent"),
      "editorSuggestWidget.focusHighlightForeground": color("accent"),
      "list.focusHighlightForeground": color("accent"),
      "textLink.foreground": color("accent"),
      "textLink.activeForeground": color("accent"),
      "input.background": color("sheet"),
      "input.foreground": color("ink"),
      "input.border": color("rule-strong"),
      "inputOption.activeBackground": color("accent-soft"),
      "inputOption.activeForeground": color("ink"),
      "inputOption.activeBorder": color("accent"),
      focusBorder: color("focus"),
      "scrollbarSlider.background": color("ink-faint", "55"),
      "scrollbarSlider.hoverBackground": color("ink-faint", "88"),
      "scrollbarSlider.activeBackground": color("ink-faint", "aa"),
      "widget.shadow": "#00000033",
    },
  };
}

function isDark(hex: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
