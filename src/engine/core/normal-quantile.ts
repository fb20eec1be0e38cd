import { EngineError } from "./errors.ts";
import { log } from "./log.ts";

/**
 * The z below which a standard normal variable falls with chance p: the inverse of `normalCdf`.
 *
 * "95 % lie within 1.96 standard deviations" is normalQuantile(0.975). The middle and the two depths of tail each have a
 * quotient of polynomials fitted to them (Wichura's AS 241). O(1).
 *
 * @param p  in [0, 1]; 0 gives -Infinity, 1 gives Infinity
 * @returns  z, to about 16 digits
 * @throws {EngineError} "out-of-range" outside [0, 1] or at NaN
 * @example normalQuantile(0.5) // => 0
 * @source  Wichura 1988, Algorithm AS 241 (PPND16), Applied Statistics 37; agrees with scipy.special.ndtri
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) {
    throw new EngineError("out-of-range", `normalQuantile requires p from 0 to 1, got ${p}`, {
      function: "normalQuantile",
      argument: "p",
      got: String(p),
    });
  }
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    const r = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(middle.above, r)) / polynomial(middle.below, r);
  }
  const depth = Math.sqrt(-log(Math.min(p, 1 - p)));
  const [fit, r] = depth <= 5 ? [near, depth - 1.6] : [far, depth - 5];
  return (Math.sign(fromMiddle) * polynomial(fit.above, r)) / polynomial(fit.below, r);
}

/** Σ coefficientᵢ × xⁱ, from the highest power inwards. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

const middle = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};

const near = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};

const far = {
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};
