import { escapeHtml, highlight } from "./highlight.ts";

/** The light editor as the build writes it into a page: same shape and metrics as the living one, so nothing moves when it wakes. */
export function lightEditorHtml({ code, help }: { readonly code: string; readonly help: string }): string {
  return `<div class="code-frame"><div class="code-scroller" tabindex="0"><div class="code-sheet"><pre class="code-shown">${highlight(code)}</pre></div></div><p class="code-help">${escapeHtml(help)}</p></div>`;
}
