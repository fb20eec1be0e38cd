import type { DeploymentResult } from "./deployment.ts";
import type { ServingCost } from "./prices.ts";
import type { Requests, ServingOutcome, Timeline } from "./recorder.ts";
import type { ScalingAction } from "./scaling.ts";

/** What became of the requests of one variant. A shadow's answers are counted here and reach nobody. */
export type VariantResult = ServingOutcome & {
  readonly name: string;
  /** Share of the places in service that was busy; NaN when none was ever in service. */
  readonly utilization: number;
  /** From launch to termination, all instances together. */
  readonly instanceSeconds: number;
  /** How often a model was loaded into an instance's memory (multi-model). */
  readonly modelLoads: number;
};

/** What is special to an option. */
export type ServingDetails =
  | {
      readonly kind: "real-time" | "asynchronous";
      readonly variants: readonly VariantResult[];
      readonly shadows: readonly VariantResult[];
      readonly scaling: readonly ScalingAction[];
      readonly deployment: DeploymentResult;
    }
  | {
      readonly kind: "serverless";
      /** Requests for which an environment had to be started first. */
      readonly coldStarts: number;
      /** The most environments that existed at one time, provisioned ones included. */
      readonly mostEnvironments: number;
    }
  | {
      readonly kind: "batch-transform";
      /** Each run of the job: when it started, when its results were there, how many requests it answered. */
      readonly jobs: readonly { readonly started: number; readonly finished: number; readonly requests: number }[];
    };

/** The outcome of a simulation, the same shape for all options. */
export type ServingResult = ServingOutcome & {
  /** Until when it was simulated: the end of the traffic, or of the last request after it. */
  readonly seconds: number;
  /** Busy share of what was in service; NaN when nothing ever was. */
  readonly utilization: number;
  /** Instance-seconds of what answers the callers; 0 for serverless. Shadows have their own, and are on the bill too. */
  readonly instanceSeconds: number;
  /** The bill; undefined when no prices were given. */
  readonly cost: ServingCost | undefined;
  readonly timeline: Timeline;
  /** Every request; undefined unless `keepRequests`. */
  readonly requests: Requests | undefined;
  readonly details: ServingDetails;
};
