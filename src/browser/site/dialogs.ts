/** Buttons `[data-opens="id"]` open the dialog of that id; a click beside it or on `[data-closes]` shuts it. */
export function startDialogs(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-opens]")) {
    button.addEventListener("click", () => {
      const dialog = document.getElementById(button.dataset["opens"] ?? "");
      if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
    });
  }
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog.dialog")) {
    dialog.addEventListener("click", ({ target }) => {
      const isCloser = target instanceof Element && target.closest("[data-closes]") !== null;
      if (isCloser || target === dialog) dialog.close();
    });
  }
}
