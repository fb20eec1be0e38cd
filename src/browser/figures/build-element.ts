type Options = { readonly text?: string; readonly className?: string };

/** An element with text, never markup: what learners write goes through here. */
export function buildElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { text, className }: Options = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== undefined) element.className = className;
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}
