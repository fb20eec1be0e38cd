import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import type { FuzzyItem } from "./fuzzy-items.ts";
import { refusal, shown } from "./refusal.ts";

/** What texts must share to be compared at all. */
export type FuzzyBlock =
  | { readonly by: "none" }
  | { readonly by: "words" }
  | { readonly by: "prefix"; readonly length: number }
  | { readonly by: "columns"; readonly columns: string | readonly string[] };

/** The items of each block, and the rule that two items which share several blocks, as words are, meet in the first only. */
export function fuzzyBlocks({
  functionName,
  items,
  block,
}: {
  readonly functionName: string;
  readonly items: readonly FuzzyItem[];
  readonly block: FuzzyBlock;
}): {
  readonly members: readonly (readonly number[])[];
  readonly meetIn: (block: number, a: number, b: number) => boolean;
} {
  if (typeof block !== "object" || block === null) {
    throw refusal({ code: "wrong-type", functionName, need: 'a block such as { by: "words" }', got: shown(block) });
  }
  requireOneOf({ functionName, name: "block.by", value: block.by, options: ["none", "words", "prefix", "columns"] });
  const keysOf = createKeys(functionName, block);
  const numberOf = new Map<string, number>();
  const members: number[][] = [];
  const blocksOf = items.map((one, item) => {
    const numbers = Array.from(keysOf(one), (key) => {
      const number = numberOf.get(key) ?? members.push([]) - 1;
      numberOf.set(key, number);
      members[number]?.push(item);
      return number;
    });
    return numbers.sort((a, b) => a - b);
  });
  const meetIn = (number: number, a: number, b: number): boolean =>
    blocksOf[a]?.find((one) => blocksOf[b]?.includes(one)) === number;
  return { members, meetIn: block.by === "words" ? meetIn : () => true };
}

function createKeys(functionName: string, block: FuzzyBlock): (item: FuzzyItem) => Iterable<string> {
  switch (block.by) {
    case "none":
      return () => [""];
    case "columns":
      return ({ group }) => [String(group)];
    case "words":
      return ({ text }) => new Set(text.split(" "));
    case "prefix": {
      const { length } = block;
      requireNumber({ functionName, name: "block.length", value: length, least: 1, most: 100, whole: true });
      return ({ text }) => [text.slice(0, length)];
    }
  }
}
