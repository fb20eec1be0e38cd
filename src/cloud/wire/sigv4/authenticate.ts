import { AwsError } from "#cloud/core/aws-error.ts";
import type { Credential } from "#cloud/core/credential.ts";
import type { ServiceModel } from "#cloud/core/service-model.ts";
import { sha256 } from "#engine/core/sha-256.ts";
import { queryPairs, type WireRequest } from "../message.ts";
import type { Authorization } from "./read-authorization.ts";
import { type SigningKey, signatureOf, signingKey } from "./sign.ts";

const FIFTEEN_MINUTES = 900_000;

/**
 * Whether the holder of the key signed this very request, not long ago. Throws what AWS answers when not.
 *
 * @param now       the time of the host's own clock, which is what clients sign with, whatever the simulation's clock says
 * @param cloudNow  the time of the simulation, by which sessions end
 */
export function authenticate({
  request,
  authorization,
  credential,
  model,
  now,
  cloudNow,
}: {
  readonly request: WireRequest;
  readonly authorization: Authorization;
  readonly credential: Credential | undefined;
  readonly model: ServiceModel;
  readonly now: number;
  readonly cloudNow: number;
}): SigningKey {
  const words = errorsOf(model);
  if (credential === undefined || credential.status !== "Active") throw words.unknownKey;
  if (credential.session !== undefined && credential.session.token !== authorization.sessionToken)
    throw words.unknownToken;
  if (credential.session !== undefined && credential.session.expiresAt <= cloudNow) throw words.expiredToken;
  const signing = signingKey({ authorization, secret: credential.secretAccessKey });
  if (!authorization.signedHeaders.includes("host")) throw words.mismatch; // or it would hold at any host
  const payloadHash = claimedHash({ request, authorization });
  if (!isSame(signatureOf({ request, authorization, signing, payloadHash }), authorization.signature))
    throw words.mismatch;
  if (/^[0-9a-f]{64}$/.test(payloadHash) && payloadHash !== sha256(request.body)) throw words.changedBody;
  checkTime({ authorization, now, words });
  return signing;
}

/** What was signed for the body: S3 says so in a header, others sign the body that they send. */
function claimedHash({
  request,
  authorization,
}: {
  readonly request: WireRequest;
  readonly authorization: Authorization;
}): string {
  const claimed =
    request.headers["x-amz-content-sha256"] ?? new Map(queryPairs(request.query)).get("X-Amz-Content-Sha256");
  if (claimed !== undefined) return claimed;
  return authorization.place === "query" && authorization.service === "s3" ? "UNSIGNED-PAYLOAD" : sha256(request.body);
}

function checkTime({
  authorization,
  now,
  words,
}: {
  readonly authorization: Authorization;
  readonly now: number;
  readonly words: ReturnType<typeof errorsOf>;
}): void {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(authorization.signedAt) ?? [];
  const signedAt = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const { expiresSeconds } = authorization;
  if (expiresSeconds !== undefined) {
    if (!(now <= signedAt + expiresSeconds * 1000 && expiresSeconds <= 604_800)) throw words.expiredAddress;
    if (signedAt - now > FIFTEEN_MINUTES) throw words.skewed(authorization.signedAt);
    return;
  }
  if (!(Math.abs(now - signedAt) <= FIFTEEN_MINUTES)) throw words.skewed(authorization.signedAt);
}

/** Takes as long for a wrong signature as for a right one. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

/** The same refusals have other names in S3, in the query protocol and in JSON. */
function errorsOf(model: ServiceModel) {
  const { service, protocols } = model.about;
  const isS3 = service === "s3";
  const isQuery = protocols.includes("query") && protocols.length === 1;
  const pick = (s3: string, query: string, json: string): string => (isS3 ? s3 : isQuery ? query : json);
  const refuse = (
    code: string,
    message: string,
    status = isS3 || isQuery || protocols.includes("rest-json") ? 403 : 400,
  ): AwsError => new AwsError(code, message, { status });
  return {
    unknownKey: refuse(
      pick("InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException"),
      isS3
        ? "The AWS Access Key Id you provided does not exist in our records."
        : "The security token included in the request is invalid.",
    ),
    unknownToken: refuse(
      pick("InvalidToken", "InvalidClientTokenId", "UnrecognizedClientException"),
      isS3
        ? "The provided token is malformed or otherwise invalid."
        : "The security token included in the request is invalid",
      isS3 ? 400 : undefined,
    ),
    expiredToken: refuse(
      pick("ExpiredToken", "ExpiredToken", "ExpiredTokenException"),
      isS3 ? "The provided token has expired." : "The security token included in the request is expired",
      isS3 ? 400 : undefined,
    ),
    mismatch: refuse(
      pick("SignatureDoesNotMatch", "SignatureDoesNotMatch", "InvalidSignatureException"),
      isS3
        ? "The request signature we calculated does not match the signature you provided. Check your key and signing method."
        : "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    ),
    changedBody: refuse(
      pick("XAmzContentSHA256Mismatch", "SignatureDoesNotMatch", "InvalidSignatureException"),
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      400,
    ),
    expiredAddress: refuse(
      pick("AccessDenied", "SignatureDoesNotMatch", "InvalidSignatureException"),
      "Request has expired",
    ),
    skewed: (signedAt: string) =>
      isS3
        ? refuse("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.")
        : refuse(
            pick("", "SignatureDoesNotMatch", "InvalidSignatureException"),
            `Signature expired: ${signedAt} is now earlier than the current time less 15 min.`,
          ),
  };
}
