/** Colours of tokens as the page shows them now, each as `rgb(…)`. The token names come without their two dashes. */
export function readColors<Name extends string>(names: readonly Name[]): Readonly<Record<Name, string>> {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colors = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, style.color] as const;
  });
  probe.remove();
  return Object.fromEntries(colors) as Record<Name, string>; // one entry a name
}

/** The colour as `#rrggbb`. */
export function hexOf(rgb: string): string {
  const [red = "0", green = "0", blue = "0"] = rgb.match(/[\d.]+/g) ?? [];
  return `#${[red, green, blue].map((part) => Math.round(Number(part)).toString(16).padStart(2, "0")).join("")}`;
}
