import type { ServerResponse } from "node:http";

/** On every answer, page or API. */
export function setSecurityHeaders(response: ServerResponse, { isBehindTls }: { readonly isBehindTls: boolean }): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("X-Frame-Options", "SAMEORIGIN");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  if (isBehindTls) response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}
