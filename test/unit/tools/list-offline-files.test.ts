import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { groupOf, listOfflineFiles } from "#tools/offline/list-offline-files.ts";

test("a file belongs to the language that its name says, else to both", () => {
  const groups = {
    "en/07-metrics/index.html": "en",
    "id/index.html": "id",
    "manifest-id.webmanifest": "id",
    "pagefind/fragment/en_122ee48.pf_fragment": "en",
    "pagefind/index/id_865e26f.pf_index": "id",
    "pagefind/pagefind.en_1dba5995a9.pf_meta": "en",
    "pagefind/wasm.id.pagefind": "id",
    "pagefind/pagefind.js": "shared",
    "pagefind/pagefind-worker.js": "shared",
    "assets/lab-view.B2ZOrBAm.js": "shared",
    "404.html": "shared",
    "index.html": "shared",
  };
  for (const [path, group] of Object.entries(groups)) expect([path, groupOf(path)]).toEqual([path, group]);
});

test("copies for web servers, Pagefind's own interface and the worker itself are left out", () => {
  const leftOut = [
    "en/index.html.br",
    "a.js.gz",
    ".built-from",
    "service-worker.js",
    "pagefind/pagefind-ui.js",
    "a.js.map",
  ];
  for (const path of leftOut) expect([path, groupOf(path)]).toEqual([path, undefined]);
});

test("the same files are the same version, another content is another", async () => {
  const folder = mkdtempSync(join(tmpdir(), "siklus-list-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("en/index.html", "one");
  write("index.html", "root");
  const first = await listOfflineFiles(folder);
  // sha256sum of "one", first 16 digits
  expect(first.files.en).toEqual([{ path: "en/", revision: "7692c3ad3540bb80", bytes: 3 }]);
  expect(first.files.shared.map(({ path }) => path)).toEqual([""]);
  expect((await listOfflineFiles(folder)).version).toBe(first.version);
  write("en/index.html", "two");
  expect((await listOfflineFiles(folder)).version).not.toBe(first.version);
  rmSync(folder, { recursive: true });
});
