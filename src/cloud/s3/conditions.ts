import type { Version } from "./bucket.ts";
import { refuse } from "./refuse.ts";

type Conditions = {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: Date | undefined;
  readonly ifUnmodifiedSince?: Date | undefined;
};

/** Conditions of a read, by RFC 9110: a match outweighs a date. */
export function checkRead(
  version: Version,
  { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }: Conditions,
): void {
  const modified = Math.floor(version.lastModified / 1000) * 1000;
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, version.etag)) throw refuse.preconditionFailed("If-Match");
  } else if (ifUnmodifiedSince !== undefined && modified > ifUnmodifiedSince.getTime()) {
    throw refuse.preconditionFailed("If-Unmodified-Since");
  }
  if (ifNoneMatch !== undefined) {
    if (matches(ifNoneMatch, version.etag)) throw refuse.notModified();
  } else if (ifModifiedSince !== undefined && modified <= ifModifiedSince.getTime()) {
    throw refuse.notModified();
  }
}

/** The same for the source of a copy, where nothing is "not modified". */
export function checkCopySource(version: Version, conditions: Conditions): void {
  const { ifNoneMatch, ifModifiedSince, ...rest } = conditions;
  checkRead(version, rest);
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, version.etag))
    throw refuse.preconditionFailed("x-amz-copy-source-If-None-Match");
  const modified = Math.floor(version.lastModified / 1000) * 1000;
  if (ifNoneMatch === undefined && ifModifiedSince !== undefined && modified <= ifModifiedSince.getTime()) {
    throw refuse.preconditionFailed("x-amz-copy-source-If-Modified-Since");
  }
}

/** Conditions of a write: put only where nothing lies (`*`), or only over what was read before. */
export function checkWrite(
  key: string,
  there: Version | undefined,
  { ifMatch, ifNoneMatch }: { readonly ifMatch: string | undefined; readonly ifNoneMatch: string | undefined },
): void {
  const current = there?.isDeleteMarker === true ? undefined : there;
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*") throw refuse.notImplemented("If-None-Match");
  if (ifNoneMatch === "*" && current !== undefined) throw refuse.preconditionFailed("If-None-Match");
  if (ifMatch === undefined) return;
  if (current === undefined) throw refuse.noSuchKey(key);
  if (!matches(ifMatch, current.etag)) throw refuse.preconditionFailed("If-Match");
}

function matches(list: string, etag: string): boolean {
  const plain = etag.replaceAll('"', "");
  return list.split(",").some((one) => one.trim() === "*" || one.trim().replaceAll('"', "") === plain);
}
