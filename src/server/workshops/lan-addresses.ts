import { networkInterfaces } from "node:os";
import { renderSVG } from "uqr";

export type JoinAddress = { readonly url: string; readonly qrSvg: string };

/**
 * Links by which learners reach this server, best first: the origin that the operator named, else every IPv4 address of the machine
 * in private ranges (a room's Wi-Fi has no internet), else how the host got here.
 */
export function joinAddresses({
  origin,
  requestOrigin,
  code,
  interfaces = networkInterfaces(),
}: {
  readonly origin: string | null;
  readonly requestOrigin: string;
  readonly code: string;
  readonly interfaces?: ReturnType<typeof networkInterfaces>;
}): JoinAddress[] {
  const here = new URL(requestOrigin);
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(here.hostname);
  const local = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ family, internal, address }) => family === "IPv4" && !internal && isPrivate(address))
    .map(({ address }) => `${here.protocol}//${address}${here.port === "" ? "" : `:${here.port}`}`);
  const origins = origin !== null ? [origin] : isLoopback ? [...local, here.origin] : [here.origin, ...local];
  return [...new Set(origins)].map((one) => {
    const url = new URL("/", one);
    url.search = new URLSearchParams({ join: code }).toString();
    return { url: url.href, qrSvg: renderSVG(url.href, { ecc: "M" }) };
  });
}

function isPrivate(address: string): boolean {
  const [a = 0, b = 0] = address.split(".").map(Number);
  return a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254);
}
