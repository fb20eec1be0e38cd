import { describe, expect, it } from "vitest";
import { joinBase, pagePath, swapLanguage } from "#i18n/url.ts";

describe("addresses inside the site", () => {
  it.each([
    ["/", "en/", "/en/"],
    ["/", "/en/", "/en/"],
    ["/foo", "en/about/", "/foo/en/about/"],
    ["/foo/", "/en/about/", "/foo/en/about/"],
    ["/foo/bar/", "favicon.svg", "/foo/bar/favicon.svg"],
  ])("base %s and path %s make %s", (base, path, url) => {
    expect(joinBase({ base, path })).toBe(url);
  });

  it("name a page by language, stage and page", () => {
    expect(pagePath("id", "07-metrics", "roc-auc")).toBe("id/07-metrics/roc-auc/");
    expect(pagePath("en")).toBe("en/");
  });

  it("keep page, query and hash when the language is switched", () => {
    expect(swapLanguage({ base: "/foo/", href: "/foo/en/07-metrics/roc-auc/?a=1#ties", to: "id" })).toBe(
      "/foo/id/07-metrics/roc-auc/?a=1#ties",
    );
    expect(swapLanguage({ base: "/", href: "/id/", to: "en" })).toBe("/en/");
  });

  it("swap the language only, not a page whose name begins like one", () => {
    expect(swapLanguage({ base: "/", href: "/en/identity/", to: "id" })).toBe("/id/identity/");
    expect(swapLanguage({ base: "/en/", href: "/en/id/about/", to: "en" })).toBe("/en/en/about/");
  });
});
