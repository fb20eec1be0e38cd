import { readCsv } from "#engine/data/index.ts";

export const penguins = readCsv(
  "species,mass,sex,tagged\nAdelie,3750,male,true\nAdelie,,female,false\nGentoo,5000,,true\nChinstrap,3700,female,\n",
);
