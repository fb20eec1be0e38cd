import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { openBuiltSite } from "#tools/budgets/built-site.ts";
import { findLeaks, telltales } from "#tools/budgets/leaks.ts";
import { explorableWeights, pageWeights } from "#tools/budgets/page-weights.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function siteOf(files: Readonly<Record<string, string>>, base = "/") {
  const folder = mkdtempSync(join(tmpdir(), "siklus-built-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return openBuiltSite({ folder, base });
}

const size = (text: string) => brotliCompressSync(text).length;

test("a page weighs its modules with all they import at once, each counted once, under any base", () => {
  const a = 'import "./b.js"; import("./later.js");';
  const b = 'import "./c.js";';
  const page =
    '<script type="module" src="/sub/assets/a.js"></script><link rel="modulepreload" href="/sub/assets/b.js">';
  const files = {
    "en/index.html": page,
    "assets/a.js": a,
    "assets/b.js": b,
    "assets/c.js": "1;",
    "assets/later.js": "2;",
  };
  expect(pageWeights(siteOf(files, "/sub/"))).toEqual([
    { page: "en/index.html", scriptBytes: size(a) + size(b) + size("1;"), styleBytes: 0, htmlBytes: size(page) },
  ]);
});

test("an explorable weighs what it asks for later, without what the page's frame has", () => {
  const own = 'import "./frame-part.js"; import("./own.js"); import("./both.js");';
  const other = 'import("./both.js");';
  const files = {
    "assets/Page.astro_astro.js": 'import "./frame-part.js";',
    "assets/frame-part.js": "let frame;",
    "assets/Mine.astro_astro.js": own,
    "assets/Other.astro_astro.js": other,
    "assets/own.js": "let own;",
    "assets/both.js": "let both;",
  };
  expect(explorableWeights(siteOf(files), ["Mine", "Other"])).toEqual([
    {
      name: "Mine",
      ownBytes: size(own) + size("let own;"),
      allBytes: size(own) + size("let own;") + size("let both;"),
    },
    { name: "Other", ownBytes: size(other), allBytes: size(other) + size("let both;") },
  ]);
});

test("an import of a file that is not there is an error, not a saving", () => {
  const site = siteOf({ "index.html": '<script type="module" src="/a.js"></script>', "a.js": 'import "./gone.js";' });
  expect(() => pageWeights(site)).toThrow("a.js imports ./gone.js");
});

test("canaries, hidden texts, source maps and files of other origins are found wherever they are", () => {
  const site = siteOf({
    "en/index.html":
      '<img src="https://cdn.example.org/a.png"><a href="https://aws.amazon.com/">AWS</a><script>fetch("//x.example/y")</script>',
    "assets/a.js": 'const c = "siklus-canary-0123";\n//# sourceMappingURL=a.js.map\n',
    "assets/a.js.map": "{}",
    "pagefind/index.json": "the learner swapped both rates",
    "assets/fine.js": 'const text = "//# sourceMappingURL=" + name;',
  });
  const problems = findLeaks({ site, secrets: ["swapped both rates"] });
  expect(problems.map((line) => line.split(":")[0]).toSorted()).toEqual(
    [
      "assets/a.js",
      "assets/a.js",
      "assets/a.js.map",
      "en/index.html",
      "en/index.html",
      "pagefind/index.json",
    ].toSorted(),
  );
});

test("only texts that stand nowhere else tell a hidden check", () => {
  const hidden = 'check("a-hidden-check-id", () => expect("countOutcomes(…)", "short"))';
  expect(telltales({ hidden, shipped: 'expect("countOutcomes(…)")' })).toEqual(["a-hidden-check-id"]);
});
