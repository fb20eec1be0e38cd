import { readStored, writeStored } from "./stored.ts";

export type Theme = "system" | "light" | "dark";
export type Size = "normal" | "presentation";

export function readTheme(): Theme {
  const stored = readStored("theme");
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function readSize(): Size {
  return document.documentElement.dataset["size"] === "presentation" ? "presentation" : "normal";
}

export function setTheme(theme: Theme): void {
  writeStored("theme", theme === "system" ? null : theme);
  setData("theme", theme === "system" ? null : theme);
}

export function setSize(size: Size): void {
  writeStored("size", size === "normal" ? null : size);
  setData("size", size === "normal" ? null : size);
}

/** Light when it is dark now, dark when it is light, whoever decided so. */
export function toggleTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const shown = readTheme() === "system" ? system : readTheme();
  setTheme(shown === "dark" ? "light" : "dark");
}

export function toggleSize(): void {
  setSize(readSize() === "normal" ? "presentation" : "normal");
}

/** Keeps all radio buttons of the page (`name="theme"`, `name="size"` in `[data-appearance]`) and all open tabs in step with the choice. */
export function startAppearance(): void {
  const forms = document.querySelectorAll<HTMLElement>("[data-appearance]");
  const show = () => {
    for (const input of document.querySelectorAll<HTMLInputElement>("[data-appearance] input")) {
      input.checked = input.value === (input.dataset["choice"] === "theme" ? readTheme() : readSize());
    }
  };
  for (const form of forms) {
    form.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const { value } = target;
      if (value === "system" || value === "light" || value === "dark") setTheme(value);
      if (value === "normal" || value === "presentation") setSize(value);
    });
  }
  addEventListener("storage", ({ key }) => {
    if (key === "siklus-theme") setTheme(readTheme());
    if (key === "siklus-size") setSize(readStored("size") === "presentation" ? "presentation" : "normal");
  });
  document.addEventListener("siklus:appearance", show);
  show();
}

function setData(name: "theme" | "size", value: string | null): void {
  const { dataset } = document.documentElement;
  if (value === null) delete dataset[name];
  else dataset[name] = value;
  document.dispatchEvent(new CustomEvent("siklus:appearance"));
}
