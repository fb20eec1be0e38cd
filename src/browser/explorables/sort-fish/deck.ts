import { confusionCounts } from "#engine/metrics/confusion-counts.ts";
import type { Outcome } from "../outcome.ts";

export type Picture = {
  readonly name: PictureName;
  readonly isFish: boolean;
  readonly saysFish: boolean;
};

/** The drawings of the picture sheet: eight fish, twelve things that are none. */
export const fishNames = [
  "goldfish",
  "clownfish",
  "pufferfish",
  "tuna",
  "angelfish",
  "eel",
  "seahorse",
  "shark",
] as const;
export const otherNames = [
  "dolphin",
  "leaf",
  "kite",
  "bottle",
  "boot",
  "shell",
  "seaweed",
  "umbrella",
  "starfish",
  "crab",
  "octopus",
  "anchor",
] as const;
export type PictureName = (typeof fishNames)[number] | (typeof otherNames)[number];

const fish: ReadonlySet<string> = new Set(fishNames);

/**
 * Every kind of outcome comes early and none comes in a row for long. The model says "fish" to long, smooth shapes and
 * misses odd fish: a fifth of the course's hundred pictures, so that the three scores come out the same.
 */
const order: readonly (readonly [PictureName, "fish" | "not fish"])[] = [
  ["goldfish", "fish"],
  ["boot", "not fish"],
  ["dolphin", "fish"],
  ["eel", "not fish"],
  ["clownfish", "fish"],
  ["umbrella", "not fish"],
  ["leaf", "fish"],
  ["starfish", "not fish"],
  ["shark", "fish"],
  ["seahorse", "not fish"],
  ["seaweed", "not fish"],
  ["bottle", "fish"],
  ["tuna", "fish"],
  ["crab", "not fish"],
  ["anchor", "not fish"],
  ["pufferfish", "not fish"],
  ["kite", "fish"],
  ["octopus", "not fish"],
  ["angelfish", "fish"],
  ["shell", "not fish"],
];

export const deck: readonly Picture[] = order.map(([name, answer]) => ({
  name,
  isFish: fish.has(name),
  saysFish: answer === "fish",
}));

/** The course's hundred pictures: 25 fish found, 15 missed, 20 false alarms, 40 rightly left alone. */
export const hundred: readonly Picture[] = (
  [
    [25, true, true],
    [15, true, false],
    [20, false, true],
    [40, false, false],
  ] as const
).flatMap(([count, isFish, saysFish]) =>
  Array.from({ length: count }, (_, i) => {
    const alike = deck.filter((picture) => picture.isFish === isFish && picture.saysFish === saysFish);
    const { name } = alike[i % alike.length] ?? { name: "goldfish" };
    return { name, isFish, saysFish };
  }),
);

export function outcomeOf({ isFish, saysFish }: Picture): Outcome {
  if (isFish) return saysFish ? "tp" : "fn";
  return saysFish ? "fp" : "tn";
}

export function countsOf(pictures: readonly Picture[]): Readonly<Record<Outcome, number>> {
  if (pictures.length === 0) return { tp: 0, fn: 0, fp: 0, tn: 0 };
  return confusionCounts({
    actual: pictures.map((picture) => picture.isFish),
    predicted: pictures.map((picture) => picture.saysFish),
    positive: true,
  });
}
