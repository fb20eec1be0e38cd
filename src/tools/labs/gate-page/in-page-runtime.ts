/// <reference path="../../../browser/lab-host/virtual-modules.d.ts" />
import learnerWorkerUrl from "virtual:siklus/learner-worker";
import { createRealmSupply, type RealmSupply } from "#browser/lab-host/realm-supply.ts";
import { runInRealm } from "#browser/lab-host/run-in-realm.ts";
import { addSandboxFrame, type SandboxFrame } from "#browser/sandbox/sandbox-frame.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";
import type { RunnableLab } from "#lab/run-lab.ts";

/** The site's sandbox with the conductor's part played on the page, so that the gate and the tests can bring checks of their own. */
export type InPageRuntime = {
  readonly run: (request: {
    readonly lab: RunnableLab;
    readonly source: string;
    readonly seed?: number | undefined;
    readonly onEvent?: (event: RunEvent) => void;
    readonly stopping?: AbortSignal;
  }) => Promise<Verdict>;
};

export function createInPageRuntime(): InPageRuntime {
  const code = fetch(learnerWorkerUrl).then((response) => response.text());
  let frame: SandboxFrame | undefined;
  const supply: RealmSupply = createRealmSupply(() => {
    void code.then((workerCode) => {
      frame?.remove();
      const { port1, port2 } = new MessageChannel();
      frame = addSandboxFrame({ workerCode, port: port1 });
      supply.frameArrived(port2);
    });
  });
  return {
    run: ({ lab, source, seed, onEvent = () => {}, stopping = new AbortController().signal }) =>
      runInRealm({
        labId: lab.id,
        source,
        findLab: async () => lab,
        supply,
        stopping,
        onEvent,
        ...(seed === undefined ? {} : { seed }),
      }),
  };
}
