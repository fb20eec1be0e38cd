import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

type Finding = { readonly file: string; readonly rule: string; readonly message: string };

const bad: readonly { readonly file: string; readonly source: string; readonly says: string }[] = [
  {
    file: "src/contract/bad.ts",
    source: 'import { rocAuc } from "#engine/metrics/roc-auc.ts";\nexport const a = rocAuc;\n',
    says: "contract says what crosses a wire and is read by every host",
  },
  {
    file: "src/engine/serving/bad.ts",
    source: 'import { z } from "zod";\nexport const a = z;\n',
    says: "engine is pure mathematics that runs anywhere",
  },
  {
    file: "src/engine/core/bad.ts",
    source: 'import { column } from "#engine/data/column.ts";\nexport const a = column;\n',
    says: "engine/core lies under all of the engine",
  },
  {
    file: "src/engine/data/bad.ts",
    source: 'export const a = import("#engine/metrics/roc-auc.ts");\n',
    says: "engine/data and engine/metrics stand side by side",
  },
  {
    file: "src/lab/bad.ts",
    source: 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n',
    says: "lab has one meaning on both hosts",
  },
  {
    file: "src/lab/deep/bad.ts",
    source: 'import { rocAuc } from "../../server/main.ts";\nexport const a = rocAuc;\n',
    says: "lab has one meaning on both hosts",
  },
  {
    file: "src/browser/site/bad.ts",
    source: 'export { main } from "#server/main.ts";\n',
    says: "browser is code for the page",
  },
  {
    file: "src/server/http/bad.ts",
    source: 'import { SageMakerClient } from "@aws-sdk/client-sagemaker";\nexport const a = SageMakerClient;\n',
    says: "the AWS SDK enters in server/aws alone",
  },
  {
    file: "src/components/bad.astro",
    source: '---\nimport { rocAuc } from "#engine/metrics/roc-auc.ts";\nconst a = rocAuc;\n---\n<p>{String(a)}</p>\n',
    says: "the engine is reached through browser",
  },
  {
    file: "src/components/shell/upwards.astro",
    source: '---\nimport Page from "#layouts/Page.astro";\n---\n<Page />\n',
    says: "Pages and layouts lie above them",
  },
  {
    file: "src/pages/bad.astro",
    source: '---\nimport { readFileSync } from "node:fs";\nconst a = readFileSync;\n---\n<p>{String(a)}</p>\n',
    says: "pages route and compose",
  },
  {
    file: "labs/07-metrics/x/checks.ts",
    source: 'import { rocAuc } from "#engine/metrics/roc-auc.ts";\nexport default rocAuc;\n',
    says: "a lab imports the doors only",
  },
];

const good: readonly { readonly file: string; readonly source: string }[] = [
  { file: "src/contract/good.ts", source: 'import { z } from "zod";\nexport const a = z;\n' },
  {
    file: "src/engine/metrics/good.ts",
    source: 'import { ratio } from "#engine/core/ratio.ts";\nexport const a = ratio;\n',
  },
  {
    file: "src/browser/good.ts",
    source: 'import { b } from "#lab/check.ts";\nimport "./c.css";\nexport const a = b;\n',
  },
  {
    file: "src/server/aws/good.ts",
    source: 'import { SageMakerClient } from "@aws-sdk/client-sagemaker";\nexport const a = SageMakerClient;\n',
  },
  { file: "src/pages/good.astro", source: '---\nimport Page from "#layouts/Page.astro";\n---\n<Page />\n' },
  {
    file: "labs/07-metrics/x/solution.ts",
    source: 'import { rocAuc } from "siklus/metrics";\nexport const a = rocAuc;\n',
  },
];

const cycle = {
  "src/browser/ring/one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;\n',
  "src/browser/ring/two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;\n',
};

describe("layer rules of biome.json", () => {
  let folder = "";
  let findings: readonly Finding[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "siklus-layers-"));
    const config = JSON.parse(readFileSync("biome.json", "utf8"));
    write("biome.json", JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }));
    for (const { file, source } of [...bad, ...good]) write(file, source);
    for (const [file, source] of Object.entries(cycle)) write(file, source);
    findings = lint();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(bad)("$file is refused, with the reason", ({ file, says }) => {
    const found = findings.filter((one) => one.file === file && one.rule === "lint/style/noRestrictedImports");
    expect(found.map((one) => one.message)).toEqual([expect.stringContaining(says)]);
  });

  it.each(good)("$file passes", ({ file }) => {
    expect(findings.filter((one) => one.file === file)).toEqual([]);
  });

  it("an import cycle is refused in both files", () => {
    const files = findings.filter((one) => one.rule === "lint/suspicious/noImportCycles").map((one) => one.file);
    expect(files.sort()).toEqual(Object.keys(cycle));
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  function lint(): Finding[] {
    const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
    const report = runAnyway([biome, "lint", "--reporter=json", "--max-diagnostics=none", "."]);
    return JSON.parse(report).diagnostics.map(readFinding);
  }

  function runAnyway(command: readonly string[]): string {
    try {
      return execFileSync(process.execPath, command, {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
    } catch (error) {
      // Findings make the exit code 1; the report is on its output all the same.
      return String((error as { stdout?: unknown }).stdout);
    }
  }
});

function readFinding(diagnostic: { category: string; message: unknown; location: { path: unknown } }): Finding {
  const { path } = diagnostic.location;
  const file = typeof path === "string" ? path : String((path as { file?: string }).file);
  const { message } = diagnostic;
  return {
    file: file.replace(/^\.\//, ""),
    rule: diagnostic.category,
    message: typeof message === "string" ? message : JSON.stringify(message),
  };
}
