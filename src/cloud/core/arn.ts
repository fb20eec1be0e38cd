/** arn:partition:service:region:account:resource; the resource may hold colons and slashes of its own. */
export type Arn = {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
};

export function findArn(text: string): Arn | undefined {
  const [arn, partition, service, region, accountId, ...resource] = text.split(":");
  if (arn !== "arn" || partition === undefined || service === undefined || region === undefined) return undefined;
  if (accountId === undefined || resource.length === 0) return undefined;
  return { partition, service, region, accountId, resource: resource.join(":") };
}

/** What stands behind the last slash: the name in `arn:aws:iam::111122223333:role/path/name`. */
export function nameInArn(text: string): string {
  return text.slice(text.lastIndexOf("/") + 1);
}
