import { createRng } from "../../src/engine/core/random.ts";

export type CsvSampleKind = "mixed" | "numeric";

/** A CSV file of about `bytes` bytes: equal kind and size give equal files. */
export function csvSample(kind: CsvSampleKind, bytes: number): string {
  const rng = createRng(20261124);
  const pick = (values: readonly string[]): string => values[rng.integer(values.length)] as string; // below length
  const day = (): string => `20${10 + rng.integer(15)}-0${1 + rng.integer(9)}-${10 + rng.integer(18)}`;
  const mixedRow = (id: number): string =>
    [
      id,
      pick(cities),
      pick(products),
      day(),
      rng.integer(100),
      rng.integer(20) === 0 ? "" : (rng.uniform() * 500).toFixed(2),
      (rng.uniform() - 0.5).toFixed(6),
      rng.integer(2) === 0 ? "true" : "false",
      `c${rng.integer(200_000)}`,
      rng.integer(10) === 0 ? `"${pick(cities)}, ""${pick(products)}"""` : pick(products),
    ].join(",");
  const numericRow = (id: number): string => {
    const measured = Array.from({ length: 6 }, () => (rng.uniform() * 1000 - 500).toFixed(4));
    const probability = rng.uniform().toPrecision(15);
    return [id, ...measured, probability, rng.integer(10), rng.integer(100_000)].join(",");
  };

  const header = kind === "mixed" ? mixedNames : numericNames;
  const row = kind === "mixed" ? mixedRow : numericRow;
  const parts: string[] = [`${header}\n`];
  let length = header.length + 1;
  for (let id = 0; length < bytes; id++) {
    const line = `${row(id)}\n`;
    length += line.length;
    parts.push(line);
  }
  return parts.join("");
}

const mixedNames = "id,city,product,date,quantity,price,change,returned,customer,remark";
const numericNames = "id,a,b,c,d,e,f,probability,digit,count";
const cities = [
  "Jakarta",
  "Surabaya",
  "Bandung",
  "Medan",
  "Semarang",
  "Makassar",
  "Palembang",
  "Denpasar",
  "São Paulo",
];
const products = ["rice", "fish", "coffee", "batik cloth", "tea", "palm sugar", "nutmeg", "clove", "tempeh", "sambal"];
