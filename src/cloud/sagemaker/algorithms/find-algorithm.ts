import type { Algorithm } from "./algorithm.ts";
import { kMeans } from "./k-means.ts";
import { kNearest } from "./k-nearest.ts";
import { linearLearner } from "./linear-learner.ts";
import { firstPartyRegistries, xgboostRegistries } from "./registries.ts";
import { xgboost } from "./xgboost.ts";

type Offer = { readonly algorithm: Algorithm; readonly registries: Readonly<Record<string, string>> };

const OFFERS: Readonly<Record<string, Offer>> = {
  "sagemaker-xgboost": { algorithm: xgboost, registries: xgboostRegistries },
  "linear-learner": { algorithm: linearLearner, registries: firstPartyRegistries },
  kmeans: { algorithm: kMeans, registries: firstPartyRegistries },
  knn: { algorithm: kNearest, registries: firstPartyRegistries },
};

/** The built-in algorithm that an image is, if it is AWS's own image in that region. */
export function findAlgorithm({
  image,
  region,
}: {
  readonly image: string;
  readonly region: string;
}): Algorithm | undefined {
  const [, account, place, repository = ""] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([a-z0-9-]+)(?::[\w.-]+)?$/.exec(image) ?? [];
  if (account === undefined || place !== region) return undefined;
  const offer = Object.hasOwn(OFFERS, repository) ? OFFERS[repository] : undefined;
  return offer?.registries[region] === account ? offer.algorithm : undefined;
}

export function algorithmNamed(name: string): Algorithm | undefined {
  return [xgboost, linearLearner, kMeans, kNearest].find((algorithm) => algorithm.name === name);
}
