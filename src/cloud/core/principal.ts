/** Who makes a request. */
export type Principal =
  | { readonly kind: "root" }
  | { readonly kind: "user"; readonly userName: string; readonly userId: string }
  | {
      readonly kind: "role";
      readonly roleName: string;
      readonly roleId: string;
      readonly path: string;
      readonly sessionName: string;
      /** Session policies (texts) narrow what the role may. */
      readonly sessionPolicies: readonly string[];
      readonly sessionTags: Readonly<Record<string, string>>;
      /** The service that took the role on, if a service did. */
      readonly service?: string;
    }
  /** An AWS service itself, such as a schedule before it takes its role on. IAM asks it nothing. */
  | { readonly kind: "service"; readonly service: string };

/** The ARN by which GetCallerIdentity and denials name the principal. */
export function principalArn(principal: Principal, accountId: string): string {
  switch (principal.kind) {
    case "root":
      return `arn:aws:iam::${accountId}:root`;
    case "user":
      return `arn:aws:iam::${accountId}:user/${principal.userName}`;
    case "role":
      return `arn:aws:sts::${accountId}:assumed-role/${principal.roleName}/${principal.sessionName}`;
    case "service":
      return principal.service;
  }
}
