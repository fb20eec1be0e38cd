type Child = Node | string;

/** An element with a class and children; text goes in as text. */
export function build<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  options: { readonly className?: string; readonly attributes?: Readonly<Record<string, string>> } = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (options.className !== undefined) element.className = options.className;
  for (const [key, value] of Object.entries(options.attributes ?? {})) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function buildButton(options: {
  readonly text: string;
  readonly className?: string;
  readonly onPress: () => void;
}): HTMLButtonElement {
  const button = build("button", { className: options.className ?? "button", attributes: { type: "button" } }, [
    options.text,
  ]);
  button.addEventListener("click", options.onPress);
  return button;
}

/** Words in which `code` stands between backticks. */
export function richText(text: string): Node[] {
  return text.split("`").map((piece, i) => (i % 2 === 1 ? build("code", {}, [piece]) : document.createTextNode(piece)));
}
