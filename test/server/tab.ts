/** A browser's tab without pictures: it follows redirects, keeps each site's cookies, and fills in forms. */
export type Tab = {
  visit(address: string, form?: Readonly<Record<string, string>>): Promise<Visit>;
  /** Follows redirects as long as `until` is not true of the next address, which it then tells. */
  visitUntil(address: string, until: (next: URL) => boolean, form?: Readonly<Record<string, string>>): Promise<Visit>;
  cookiesFor(origin: string): string;
  keepCookies(origin: string, answered: Headers): void;
};
export type Visit = { readonly url: URL; readonly status: number; readonly text: string };

export function openTab(): Tab {
  const jars = new Map<string, Map<string, string>>();
  const cookiesFor = (origin: string) =>
    [...(jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");

  function keepCookies(origin: string, answered: Headers): void {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    for (const cookie of answered.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
  }

  async function load(url: URL, form: Readonly<Record<string, string>> | undefined): Promise<Response> {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: cookiesFor(url.origin), "accept-language": "id-ID,id;q=0.9" },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    keepCookies(url.origin, response.headers);
    return response;
  }

  const tab: Tab = {
    cookiesFor,
    keepCookies,
    visit: (address, form) => tab.visitUntil(address, () => false, form),
    async visitUntil(address, until, form) {
      let url = new URL(address);
      let response = await load(url, form);
      for (let hop = 0; hop < 20; hop += 1) {
        const text = await response.text();
        const location = response.headers.get("location");
        if (location === null) return { url, status: response.status, text };
        url = new URL(location, url);
        if (until(url)) return { url, status: response.status, text };
        response = await load(url, undefined);
      }
      throw new Error(`redirects without end at ${url.origin}${url.pathname}`);
    },
  };
  return tab;
}
