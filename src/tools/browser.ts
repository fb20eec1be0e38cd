import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";

/** Where browsers stand on the systems that people and CI use; the first that exists is taken. */
const knownPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Root may not use Chromium's own sandbox; the rest keeps it from looking for hosts outside. */
export const browserArgs: readonly string[] = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a Chromium that is there: named by SIKLUS_BROWSER, Playwright's own, or the system's. */
export function findBrowser(): string | undefined {
  const named = process.env["SIKLUS_BROWSER"];
  return [named, chromium.executablePath(), ...knownPlaces].find(
    (path) => path !== undefined && path !== "" && existsSync(path),
  );
}

/** The path of a Chromium, installed first when none is there: by Playwright, or from Debian when that can not be reached and we are root. */
export function installBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;
  console.log("No Chromium here yet: installing one …");
  run("playwright", ["install", "chromium"]);
  if (findBrowser() === undefined && process.getuid?.() === 0) {
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "chromium"]);
  }
  const installed = findBrowser();
  if (installed === undefined) {
    throw new Error("no Chromium could be installed: install Chromium or Chrome, or set SIKLUS_BROWSER to its path");
  }
  return installed;
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: "inherit", timeout: 600_000 });
}
