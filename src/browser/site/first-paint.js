(() => {
  const root = document.documentElement;
  root.dataset.script = "";
  try {
    const theme = localStorage.getItem("siklus-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("siklus-size") === "presentation") root.dataset.size = "presentation";
  } catch {
    // Storage may be refused; then the page looks like the system.
  }
})();
