/** How strictly the editor reads a lab: as this repository reads itself, less what would nag a learner half-way through a thought. */
export const compilerOptions = {
  target: 99, // ESNext
  module: 99, // ESNext: top-level await
  moduleResolution: 2, // node: the doors stand as packages beside the lab
  moduleDetection: 3, // force: labs on one page share no names
  lib: ["lib.es2023.d.ts"],
  allowNonTsExtensions: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  skipLibCheck: true,
};
