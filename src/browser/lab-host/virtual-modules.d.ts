declare module "virtual:siklus/fingerprints" {
  const fingerprints: Readonly<Record<string, import("#lab/fingerprint.ts").Fingerprints>>;
  export default fingerprints;
}
declare module "virtual:siklus/learner-worker" {
  /** Address of the learner worker's code. */
  const url: string;
  export default url;
}
