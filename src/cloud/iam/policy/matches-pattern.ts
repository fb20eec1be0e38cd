/**
 * Whether a text fits a pattern with `*` (any text, slashes and colons too) and `?` (one character). Walks back to the last star only, so that no
 * pattern takes longer than pattern times text.
 */
export function matchesPattern({ pattern, text }: { readonly pattern: string; readonly text: string }): boolean {
  let [at, inPattern, star, tried] = [0, 0, -1, 0];
  while (at < text.length) {
    const mark = pattern[inPattern];
    if (mark === "*") {
      star = inPattern++;
      tried = at;
    } else if (mark !== undefined && (mark === "?" || mark === text[at])) {
      inPattern++;
      at++;
    } else if (star !== -1) {
      inPattern = star + 1;
      at = ++tried;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}
