import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "#lab/run-event.ts";
import { type NodeHost, openNodeHost } from "#tools/labs/node-host.ts";
import { caseLab } from "./cases/case-lab.ts";
import { honestCases } from "./cases/honest-cases.ts";
import { hostileCases } from "./cases/hostile-cases.ts";
import { differences } from "./cases/run-case.ts";

// The same cases run in a real browser: test/e2e/sandbox.spec.ts.
describe("a run on the Node host", () => {
  let host: NodeHost;
  beforeAll(async () => {
    host = await openNodeHost();
  });
  afterAll(() => host.close());

  it.each([...honestCases, ...hostileCases])("$name", async (one) => {
    const events: RunEvent[] = [];
    const verdict = await host.run({ lab: caseLab(one), source: one.source, onEvent: (event) => events.push(event) })
      .done;
    expect(differences(one, verdict, events)).toEqual([]);
  });
});
