addEventListener("DOMContentLoaded", () => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("siklus-language");
  } catch {
    // Storage may be refused; then the browser's languages decide each time.
  }
  const links = [...document.querySelectorAll("a[data-choice]")];
  const wanted = [chosen, ...navigator.languages].map((tag) => (tag ?? "").slice(0, 2).toLowerCase());
  // "in" is the old code of Indonesian, still sent by some systems.
  const known = wanted.map((tag) => (tag === "in" ? "id" : tag));
  const link = known.flatMap((tag) => links.filter((one) => one.dataset.choice === tag))[0] ?? links[0];
  // The link to a workshop names no language.
  const code = new URLSearchParams(location.search).get("join");
  const place = code === null ? "" : `join/?${new URLSearchParams({ code })}`;
  if (link) location.replace(link.href + place + location.hash);
});
