import fc from "fast-check";

/**
 * Property tests draw the same cases in every run, so that a red CI means a change, not luck. To hunt for new
 * counterexamples: `SIKLUS_SEED=random npm run check`, or a number to repeat a hunt; what is found becomes an example.
 */
const asked = process.env["SIKLUS_SEED"];
if (asked !== "random") fc.configureGlobal({ seed: Number(asked ?? 20261124) });
