import { crc32 } from "#cloud/core/crc-32.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

const BLOCK = 512;

/** model.tar.gz with one file in it: POSIX tar inside gzip whose blocks are stored and not squeezed, which every tool can open. */
export function writeTarGz({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Uint8Array {
  const body = Math.ceil(bytes.length / BLOCK) * BLOCK;
  const tar = new Uint8Array(BLOCK + body + 2 * BLOCK);
  tar.set(headerOf(name, bytes.length));
  tar.set(bytes, BLOCK);
  return gzip(tar);
}

/** The file of an archive that `writeTarGz` wrote; nothing for any other archive. */
export function findInTarGz(archive: Uint8Array, name: string): Uint8Array | undefined {
  if (archive[0] !== 0x1f || archive[1] !== 0x8b || archive[3] !== 0) return undefined;
  const pieces: Uint8Array[] = [];
  for (let at = 10; ; ) {
    const kind = archive[at];
    if (kind !== 0 && kind !== 1) return undefined;
    const length = (archive[at + 1] ?? 0) | ((archive[at + 2] ?? 0) << 8);
    pieces.push(archive.subarray(at + 5, at + 5 + length));
    at += 5 + length;
    if (kind === 1) break;
  }
  const tar = joined(pieces);
  const text = (from: number, to: number): string =>
    String.fromCharCode(...tar.subarray(from, to)).replace(/\0.*$/s, "");
  if (text(0, 100) !== name) return undefined;
  const size = Number.parseInt(text(124, 136), 8);
  return Number.isNaN(size) ? undefined : tar.slice(BLOCK, BLOCK + size);
}

function headerOf(name: string, size: number): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const write = (at: number, text: string): void => header.set(utf8Bytes(text), at);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;
  write(0, name);
  write(100, octal(0o644, 8));
  write(108, octal(0, 8));
  write(116, octal(0, 8));
  write(124, octal(size, 12));
  write(136, octal(0, 12));
  write(148, " ".repeat(8));
  write(156, "0");
  write(257, "ustar\u000000");
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return header;
}

function gzip(bytes: Uint8Array): Uint8Array {
  const most = 0xffff;
  const pieces: Uint8Array[] = [Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)];
  for (let at = 0; at < bytes.length; at += most) {
    const piece = bytes.subarray(at, at + most);
    const isLast = at + most >= bytes.length;
    pieces.push(Uint8Array.of(isLast ? 1 : 0, ...little(piece.length, 2), ...little(~piece.length & 0xffff, 2)), piece);
  }
  pieces.push(Uint8Array.of(...little(crc32(bytes), 4), ...little(bytes.length, 4)));
  return joined(pieces);
}

function little(value: number, size: number): number[] {
  return Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
