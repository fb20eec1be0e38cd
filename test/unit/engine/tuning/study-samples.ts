import {
  type Asked,
  createRng,
  createStudy,
  type Parameters,
  type SearchSpace,
  type Study,
  type StudyOptions,
  type Trial,
} from "#engine/tuning/index.ts";

export const space: SearchSpace = {
  x: { type: "continuous", min: 0, max: 1 },
  depth: { type: "integer", min: 1, max: 8 },
  kernel: { type: "categorical", values: ["a", "b"] },
};

export const open = ({ seed = 1, ...options }: Partial<StudyOptions> & { readonly seed?: number } = {}): Study =>
  createStudy({
    space,
    direction: "minimize",
    completion: { maxTrials: 12 },
    rng: createRng(seed),
    ...options,
  });

export const bowl = ({ x, depth, kernel }: Parameters): number =>
  (Number(x) - 0.3) ** 2 + (Number(depth) - 5) ** 2 / 50 + (kernel === "a" ? 0 : 0.1);

export const evaluate = ({ parameters }: { readonly parameters: Parameters }): number => bowl(parameters);

export function trialOf(asked: Asked): { readonly study: Study; readonly trial: Trial } {
  if (asked.status !== "trial") throw new Error(`asked for a trial, got ${asked.status}`);
  return asked;
}
