// threat: 19 — asks for buffers where nobody counts: constructors reached through prototypes, from, slice, resize, clones
// ends: memory-limit|crashed|time-limit|error|fail
const all: unknown[] = [];
const Bytes = Uint8Array.prototype.constructor as Uint8ArrayConstructor;
const size = 128 * 1024 * 1024;

export function countOutcomes() {
  try {
    for (;;) {
      const one = new Bytes(new (new Bytes(1).buffer.constructor as ArrayBufferConstructor)(size));
      one.fill(1);
      all.push(one, one.slice(), structuredClone(one), one.buffer.slice(0));
      if (all.length > 400) break;
    }
  } catch (error) {
    return { held: all.length, error: String(error) };
  }
  return { held: all.length };
}
