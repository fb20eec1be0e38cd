import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";

/** What queueing theory expects in the long run. */
export type ExpectedWait = {
  /** Share of the time that a server is busy. */
  readonly utilization: number;
  /** Chance that a request has to wait at all. */
  readonly waitChance: number;
  /** Mean time in the queue, over all requests. */
  readonly waitSeconds: number;
  /** Mean time from arrival to answer. */
  readonly responseSeconds: number;
  /** Mean number of requests in the queue. */
  readonly queueLength: number;
};

/**
 * How long requests wait in a queue in the long run, by formula.
 *
 * Requests come at random (Poisson) and are taken in order by the next free of c servers. The wait grows without bound as
 * the servers' utilization nears 1: at 50 % a request on one server waits as long as it is served, at 90 % nine times
 * as long. Half of that wait is due to irregular service: with constant service times it is half as long.
 *
 * `squaredVariation` is (standard deviation / mean)² of the service time: 1 for exponential (M/M/c, Erlang's C formula,
 * exact), 0 for constant. For one server any value is exact (Pollaczek–Khinchine); for several servers and other values
 * the exponential wait is scaled by (1 + squaredVariation) / 2, a good approximation (Allen & Cunneen). O(c).
 *
 * @param requestsPerSecond  mean rate of arrival, 0 or more
 * @param serviceSeconds     mean time of service, above 0
 * @param servers            how many work at the same time; default 1
 * @param squaredVariation   of the service time; default 1
 * @returns                  means in the long run
 * @throws {EngineError} "out-of-range" when the servers can not keep up (utilization of 1 or more), "not-finite", "wrong-type"
 * @example expectedWait({ requestsPerSecond: 5, serviceSeconds: 0.1 }).waitSeconds // => 0.1
 * @example expectedWait({ requestsPerSecond: 9, serviceSeconds: 0.1, squaredVariation: 0 }).waitSeconds // => 0.45
 * @source  Erlang 1917; Gross & Harris 2018, Fundamentals of Queueing Theory, 3.3 and 6.1; Allen 1990 for several servers
 */
export function expectedWait(options: {
  readonly requestsPerSecond: number;
  readonly serviceSeconds: number;
  readonly servers?: number;
  readonly squaredVariation?: number;
}): ExpectedWait {
  const functionName = "expectedWait";
  const {
    requestsPerSecond,
    serviceSeconds,
    servers = 1,
    squaredVariation = 1,
  } = requireOptions(functionName, options, ["requestsPerSecond", "serviceSeconds", "servers", "squaredVariation"]);
  requireNumber({ functionName, name: "requestsPerSecond", value: requestsPerSecond, least: 0 });
  requireNumber({ functionName, name: "serviceSeconds", value: serviceSeconds, above: 0 });
  requireNumber({ functionName, name: "servers", value: servers, least: 1, most: 1_000_000, whole: true });
  requireNumber({ functionName, name: "squaredVariation", value: squaredVariation, least: 0 });
  const load = requestsPerSecond * serviceSeconds;
  const utilization = load / servers;
  if (utilization >= 1) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires servers that keep up, utilization below 1, got ${utilization}`,
      { function: functionName, argument: "servers", got: utilization },
    );
  }
  // Erlang B by its recursion, which neither factorials nor powers can overflow; C follows from it.
  let blocked = 1;
  for (let server = 1; server <= servers; server++) blocked = (load * blocked) / (server + load * blocked);
  const waitChance = blocked / (1 - utilization * (1 - blocked));
  const waitSeconds = ((waitChance * serviceSeconds) / (servers * (1 - utilization))) * ((1 + squaredVariation) / 2);
  return {
    utilization,
    waitChance,
    waitSeconds,
    responseSeconds: waitSeconds + serviceSeconds,
    queueLength: requestsPerSecond * waitSeconds,
  };
}
