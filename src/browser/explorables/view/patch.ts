import type { ViewChild, ViewNode } from "./view-node.ts";

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * Makes the children of an element what the view says, changing what is there instead of replacing it: focus, a pointer
 * held down and the reading position of a screen reader stay where they are.
 */
export function patch(parent: Element, children: readonly ViewChild[]): void {
  children.forEach((child, i) => {
    const current = parent.childNodes[i];
    if (typeof child === "string") {
      if (current instanceof Text) {
        if (current.data !== child) current.data = child;
      } else put(parent, current, new Text(child));
    } else if (current instanceof Element && current.localName === child.tag.toLowerCase()) {
      update(current, child);
    } else {
      const svg = child.tag === "svg" || (parent.namespaceURI === svgNamespace && parent.localName !== "foreignObject");
      const element = svg ? document.createElementNS(svgNamespace, child.tag) : document.createElement(child.tag);
      update(element, child);
      put(parent, current, element);
    }
  });
  while (parent.childNodes.length > children.length) parent.lastChild?.remove();
}

function put(parent: Element, current: ChildNode | undefined, next: Node): void {
  if (current) parent.replaceChild(next, current);
  else parent.append(next);
}

function update(element: Element, node: ViewNode): void {
  for (const { name } of [...element.attributes]) {
    const wanted = node.attributes[name];
    if (wanted === undefined || wanted === false) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(node.attributes)) {
    if (value === undefined || value === false) continue;
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
  patch(element, node.children);
  if (element instanceof HTMLInputElement) {
    const { value, checked } = node.attributes;
    if (value !== undefined && element.value !== String(value)) element.value = String(value);
    if (element.type === "radio" || element.type === "checkbox") element.checked = checked === true;
  } else if (element instanceof HTMLSelectElement) {
    const selected = node.children.findIndex(
      (child) => typeof child === "object" && child.attributes["selected"] === true,
    );
    element.selectedIndex = Math.max(0, selected);
  }
}
