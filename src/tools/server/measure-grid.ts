import type { WorkshopEvent } from "#contract/api/workshops.ts";
import type { Workshop } from "./learner-client.ts";

export type GridFigures = {
  readonly learners: number;
  readonly reports: number;
  /** From a learner's report to the teacher's screen, sorted, in milliseconds. */
  readonly delaysMs: readonly number[];
  /** Reports that the teacher never saw. */
  readonly lost: number;
};

const spreadMs = 10_000;
const graceMs = 20_000;

/**
 * Everybody holds a live stream; in ten seconds each reports a run with a mark of its own at a moment of its own, and the teacher's
 * stream tells when the mark has arrived.
 */
export async function measureGrid({ url, workshop }: { url: string; workshop: Workshop }): Promise<GridFigures> {
  const { id, teacher, learners } = workshop;
  const ending = new AbortController();
  const sentAt = new Map<string, number>();
  const delaysMs: number[] = [];
  const listen = (cookie: string, hear: (event: WorkshopEvent) => void): Promise<void> =>
    readStream({ url: `${url}/api/workshops/${id}/events`, cookie, signal: ending.signal, hear });
  await listen(teacher.cookie, (event) => {
    if (event.kind !== "participants") return;
    for (const { lastMistake } of event.participants) {
      const at = sentAt.get(lastMistake ?? "");
      if (at === undefined) continue;
      delaysMs.push(performance.now() - at);
      sentAt.delete(lastMistake ?? "");
    }
  });
  for (const { cookie } of learners) await listen(cookie, () => {});
  await Promise.all(
    learners.map(async (learner, i) => {
      await new Promise((resolve) => setTimeout(resolve, (i / learners.length) * spreadMs));
      const mistake = `mark-${i}`;
      sentAt.set(mistake, performance.now());
      const run = { labId: "07-metrics/fish-matrix", passed: 1, total: 3, mistake, isSolved: false };
      await learner.call("POST", `/api/workshops/${id}/report`, { run });
    }),
  );
  const giveUpAt = performance.now() + graceMs;
  while (sentAt.size > 0 && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 50));
  ending.abort();
  return {
    learners: learners.length,
    reports: learners.length,
    delaysMs: delaysMs.toSorted((a, b) => a - b),
    lost: sentAt.size,
  };
}

/** Settles when the stream is open; goes on reading until the signal. */
async function readStream({
  url,
  cookie,
  signal,
  hear,
}: {
  readonly url: string;
  readonly cookie: string;
  readonly signal: AbortSignal;
  readonly hear: (event: WorkshopEvent) => void;
}): Promise<void> {
  const { status, body } = await fetch(url, { headers: { cookie }, signal });
  if (status !== 200 || body === null) throw new Error(`live stream: ${status}`);
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let text = "";
    for await (const piece of body as ReadableStream<Uint8Array>) {
      text += decoder.decode(piece, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) hear(JSON.parse(data) as WorkshopEvent); // the server's own
      }
    }
  };
  void read().catch(() => {}); // ended by the signal
}
