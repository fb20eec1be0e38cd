/** A frame on the pipe between grader and child: kind, length, then that many bytes. */
export const frameKinds = {
  /** grader → child: a ToRealm message, serialised by V8. */
  message: 1,
  /** grader → child: a `load` message without its data; the data follow as the next frame, serialised once a lab. */
  load: 2,
  data: 3,
  /** grader → child: a new realm (JSON: memoryMiB, timeoutMs). */
  open: 4,
  /** child → grader: the child is ready for `open`. */
  ready: 5,
  /** child → grader: a message of the realm. */
  answer: 6,
  /** child → grader: the realm is gone: "memory-limit" or "crashed". */
  ended: 7,
  /** child → grader: what the self-attack found (JSON). */
  finding: 8,
} as const;
export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

export const headBytes = 5;

export function frameHead(kind: FrameKind, length: number): Uint8Array {
  const head = new Uint8Array(headBytes);
  head[0] = kind;
  new DataView(head.buffer).setUint32(1, length);
  return head;
}

export type Frame = { readonly kind: number; readonly bytes: Buffer };

/** Cuts what comes in pieces into frames; more than a limit says is told once and nothing is heard after it. */
export function frameReader({
  maxFrameBytes,
  maxTotalBytes,
  onFrame,
  onTooMuch,
}: {
  readonly maxFrameBytes: number;
  readonly maxTotalBytes: number;
  readonly onFrame: (frame: Frame) => void;
  readonly onTooMuch: () => void;
}): (piece: Buffer) => void {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let total = 0;
  let stopped = false;
  let need = headBytes;
  let kind = 0;
  let inHead = true;

  const take = (): Buffer => {
    const all = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held);
    const taken = all.subarray(0, need);
    held = all.length > need ? [all.subarray(need)] : [];
    heldBytes -= need;
    return taken;
  };
  return (piece) => {
    if (stopped) return;
    held.push(piece);
    heldBytes += piece.length;
    total += piece.length;
    while (!stopped && heldBytes >= need) {
      const bytes = take();
      if (inHead) {
        kind = bytes[0] ?? 0;
        need = bytes.readUInt32BE(1);
        inHead = false;
        if (need > maxFrameBytes || total > maxTotalBytes) {
          stopped = true;
          held = [];
          onTooMuch();
        }
      } else {
        inHead = true;
        need = headBytes;
        onFrame({ kind, bytes });
      }
    }
  };
}
