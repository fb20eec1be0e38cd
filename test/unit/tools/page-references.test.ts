import { expect, test } from "vitest";
import { pageReferences } from "#tools/budgets/page-references.ts";

test("scripts, styles and other files of a page are told apart", () => {
  const html = `<!doctype html><html><head>
    <link rel="stylesheet" href="/a.css"><link rel="modulepreload" href="/b.js"><link rel=icon href=/i.svg>
    <link rel="alternate" hreflang="id" href="https://example.org/id/">
    <style>@font-face { src: url("/f.woff2") }</style>
    <script type="module" src="/c.js"></script><script src="/d.js" defer></script><script>let a = "<img src='/no.png'>";</script>
    </head><body><a href="https://aws.amazon.com/">out</a><img alt="a > b" src="/p.png" srcset="/p1.png 1x, /p2.png 2x">
    <!-- <img src="/comment.png"> --><video poster="/v.png"></video></body></html>`;
  expect(pageReferences(html)).toEqual({
    modules: ["/b.js", "/c.js"],
    scripts: ["/d.js"],
    styles: ["/a.css"],
    others: ["/i.svg", "/p.png", "/p1.png", "/p2.png", "/v.png", "/f.woff2"],
  });
});
