/** Lets the lab fill the window: all else of the page is out of reach meanwhile. Escape goes back, unless the editor uses it. */
export function createWiden(root: HTMLElement): { toggle(): boolean } {
  let undo: (() => void) | undefined;

  const leave = () => {
    undo?.();
    undo = undefined;
    root.querySelector<HTMLElement>("[data-action='wide']")?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const inEditor = event.target instanceof Element && event.target.closest("[data-part='editor']") !== null;
    if (event.key === "Escape" && !event.defaultPrevented && !inEditor)
      root.querySelector<HTMLElement>("[data-action='wide']")?.click();
  };
  const enter = () => {
    const outside = othersOnTheWay(root).filter((element) => !element.inert);
    for (const element of outside) element.inert = true;
    root.setAttribute("data-wide", "");
    root.popover = "manual";
    root.showPopover();
    document.documentElement.style.overflow = "hidden";
    root.addEventListener("keydown", onKey);
    undo = () => {
      for (const element of outside) element.inert = false;
      root.removeAttribute("data-wide");
      root.popover = null;
      document.documentElement.style.overflow = "";
      root.removeEventListener("keydown", onKey);
    };
  };
  return {
    toggle() {
      if (undo === undefined) enter();
      else leave();
      return undo !== undefined;
    },
  };
}

function othersOnTheWay(root: HTMLElement): HTMLElement[] {
  const others: HTMLElement[] = [];
  for (let at: HTMLElement = root; at.parentElement !== null && at !== document.body; at = at.parentElement) {
    for (const child of at.parentElement.children) {
      if (child !== at && child instanceof HTMLElement) others.push(child);
    }
  }
  return others;
}
