/**
 * A test for texts with `*` for any characters; `\*` is a star and `\\` a backslash. Undefined for what EventBridge refuses: two
 * stars together, or a backslash before anything else. The test goes through the text once (no regular expression, whose
 * backtracking a pattern of many stars could make take for ever). O(text × pieces).
 */
export function wildcardTest(pattern: string): ((text: string) => boolean) | undefined {
  const pieces = [""];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "*") {
      if (pattern[at + 1] === "*") return undefined;
      pieces.push("");
      continue;
    }
    let literal = character;
    if (character === "\\") {
      at += 1;
      literal = pattern[at] ?? "";
      if (literal !== "*" && literal !== "\\") return undefined;
    }
    pieces[pieces.length - 1] += literal;
  }
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
    let from = first.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, from);
      if (found === -1) return false;
      from = found + piece.length;
    }
    return from <= text.length - last.length;
  };
}

/** A test for IPv4 addresses in a block such as 10.0.0.0/24; undefined for what is no block. */
export function cidrTest(block: string): ((text: string) => boolean) | undefined {
  const [address = "", bits = "", ...more] = block.split("/");
  const base = addressOf(address);
  if (base === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32 || more.length > 0) return undefined;
  const size = 2 ** (32 - Number(bits));
  return (text) => {
    const got = addressOf(text);
    return got !== undefined && Math.floor(got / size) === Math.floor(base / size);
  };
}

/** An IPv4 address as a number of 32 bits. */
function addressOf(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
