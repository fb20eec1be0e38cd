// threat: 19 — text that doubles until it no longer can, and then a million copies that are not shared
// ends: learner-error|memory-limit|crashed|time-limit
let text = "x";
for (let i = 0; i < 28; i++) text += text;
const copies: string[] = [];
for (let i = 0; ; i++) copies.push([...text.slice(0, 1_000_000)].join(String(i % 10)));

export function countOutcomes() {
  return copies;
}
