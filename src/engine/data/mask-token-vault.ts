import type { Rng } from "#engine/core/random.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";

/** Which token stands for which value: plain data, to be kept apart from the masked tables and under lock and key. */
export type TokenVault = {
  readonly kind: "token-vault";
  readonly version: 1;
  /** For each domain the pairs [value, token], in the order in which values came. */
  readonly domains: readonly { readonly name: string; readonly pairs: readonly (readonly [string, string])[] }[];
};

/**
 * An empty vault for tokens. Give the one that a call of `maskColumns` returns to the next call, and equal values get equal
 * tokens in all tables. O(1).
 *
 * @example createTokenVault().domains // => []
 */
export function createTokenVault(): TokenVault {
  return { kind: "token-vault", version: 1, domains: [] };
}

/** The vault opened for work: looks up tokens and draws new ones. */
export type OpenVault = {
  readonly tokenOf: (domain: string, value: string) => string;
  readonly close: () => TokenVault;
};

/** Opens a copy; the vault itself stays as it was. */
export function openVault({
  functionName,
  vault,
  rng,
}: {
  readonly functionName: string;
  readonly vault: TokenVault;
  readonly rng: Rng;
}): OpenVault {
  requireFitted({ functionName, fitted: vault, kinds: { "token-vault": 1 } });
  const domains = new Map(vault.domains.map(({ name, pairs }) => [name, new Map(pairs)]));
  const used = new Set(vault.domains.flatMap(({ pairs }) => pairs.map(([, token]) => token)));
  const tokenOf = (domain: string, value: string): string => {
    const tokens = domains.get(domain) ?? new Map<string, string>();
    domains.set(domain, tokens);
    const known = tokens.get(value);
    if (known !== undefined) return known;
    const token = drawToken({ rng, used });
    tokens.set(value, token);
    return token;
  };
  const close = (): TokenVault => ({
    kind: "token-vault",
    version: 1,
    domains: [...domains].map(([name, tokens]) => ({ name, pairs: [...tokens] })),
  });
  return { tokenOf, close };
}

/** 64 random bits: a token that counted upwards would tell who came first. */
function drawToken({ rng, used }: { readonly rng: Rng; readonly used: Set<string> }): string {
  for (;;) {
    const [high, low] = [rng.uint32(), rng.uint32()];
    const token = `tok_${high.toString(16).padStart(8, "0")}${low.toString(16).padStart(8, "0")}`;
    if (used.has(token)) continue;
    used.add(token);
    return token;
  }
}
