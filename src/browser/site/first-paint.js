(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  try {
    const theme = localStorage.getItem("siklus-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("siklus-size") === "presentation") root.dataset.size = "presentation";
    // The server marks itself by a cookie; a static host does not.
    if (/(^|; )siklus-server=1/.test(document.cookie)) root.dataset.server = "";
  } catch {
    // Storage may be refused; then the page looks like the system.
  }
  // A button of a lab that is pressed before its script has come is pressed again by the lab itself.
  addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("siklus-lab [data-action]") : null;
    const lab = button?.closest("siklus-lab");
    if (lab && !customElements.get("siklus-lab")) lab.dataset.pressed = button.dataset.action;
  });
  // An answer of a quiz that is given before its script has come is checked by the quiz itself; the page must not go.
  addEventListener("submit", (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (!form?.closest("siklus-quiz:not([data-alive])")) return;
    event.preventDefault();
    form.dataset.pressed = "";
  });
})();
