import { buildButton } from "#browser/dom/build.ts";
import type { Say } from "./words.ts";

type Place = { readonly line: number; readonly column?: number };

/** "Line 12", which jumps there. */
export function lineButton(options: { place: Place; say: Say; goTo: (place: Place) => void }): HTMLButtonElement {
  const { place, say, goTo } = options;
  return buildButton({
    text: say("lab.line", { line: place.line }),
    className: "lab-line",
    onPress: () => goTo(place),
  });
}
