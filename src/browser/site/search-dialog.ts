import { fill } from "#i18n/fill.ts";

type PagefindResult = { data(): Promise<{ url: string; excerpt: string; meta: Readonly<Record<string, string>> }> };
type Pagefind = {
  options(options: { bundlePath: string; baseUrl: string }): Promise<void>;
  init(): Promise<void>;
  debouncedSearch(query: string): Promise<{ results: readonly PagefindResult[] } | null>;
};

/** The search dialog. Pagefind and the index of this language load when the dialog is first opened. */
export function startSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#search");
  const input = dialog?.querySelector("input");
  const list = dialog?.querySelector("ol");
  const status = dialog?.querySelector<HTMLElement>("[role=status]");
  if (!dialog || !input || !list || !status) return;
  const words = status.dataset;
  const base = dialog.dataset["base"] ?? "/";
  let loading: Promise<Pagefind> | undefined;

  const search = async () => {
    const query = input.value.trim();
    if (query === "") return show([], "");
    loading ??= loadPagefind(base);
    status.textContent = words["loading"] ?? "";
    try {
      const found = await (await loading).debouncedSearch(query);
      if (found === null) return;
      const pages = await Promise.all(found.results.slice(0, 12).map((result) => result.data()));
      if (input.value.trim() !== query) return;
      const said = fill((pages.length === 0 ? words["none"] : words["found"]) ?? "", {
        query,
        count: found.results.length,
      });
      show(pages, said);
    } catch {
      loading = undefined;
      show([], words["failed"] ?? "");
    }
  };
  const show = (pages: readonly Awaited<ReturnType<PagefindResult["data"]>>[], said: string) => {
    list.replaceChildren(...pages.map(resultItem));
    status.textContent = said;
  };

  input.addEventListener("input", search);
  dialog.addEventListener("toggle", () => {
    if (dialog.open) loading ??= loadPagefind(base);
    loading?.catch(() => undefined);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")];
    const here = (stops as readonly (Element | null)[]).indexOf(document.activeElement); // what has the focus may be none of them
    event.preventDefault();
    stops[(here + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length]?.focus();
  });
  dialog.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
}

async function loadPagefind(base: string): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`);
  await pagefind.options({ bundlePath: `${base}pagefind/`, baseUrl: base });
  await pagefind.init();
  return pagefind;
}

function resultItem({ url, excerpt, meta }: Awaited<ReturnType<PagefindResult["data"]>>): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  const title = document.createElement("strong");
  title.textContent = meta["title"] ?? url;
  const words = document.createElement("span");
  // Pagefind escapes the text and adds only <mark>.
  words.innerHTML = excerpt;
  link.append(title, words);
  item.append(link);
  return item;
}
