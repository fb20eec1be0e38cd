import { nameInArn } from "#cloud/core/arn.ts";
import type { AnyOperation, Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import { encoded } from "#cloud/wire/message.ts";
import { checkedPolicy, type Entity, getPolicy, iamPage, noSuchEntity } from "./entities.ts";

type Input = {
  readonly RoleName?: string;
  readonly UserName?: string;
  readonly PolicyName?: string;
  readonly PolicyDocument?: string;
  readonly PolicyArn?: string;
  readonly PathPrefix?: string;
  readonly Marker?: string;
  readonly MaxItems?: number;
};

/** The eight operations on policies that roles and users have alike, for one of the two. */
export function entityPolicies<Kind extends Entity>({
  kind,
  get,
  table,
}: {
  readonly kind: "Role" | "User";
  readonly get: (context: Context, name: string | undefined) => Kind;
  readonly table: (context: Context) => Table<Kind>;
}): Readonly<Record<string, AnyOperation>> {
  const named = (context: Context, input: Input): Kind =>
    get(context, kind === "Role" ? input.RoleName : input.UserName);
  const put = (context: Context, entity: Kind): object => {
    table(context).put(entity.name.toLowerCase(), entity);
    return {};
  };
  return {
    [`Put${kind}Policy`]: (context: Context, input: Input) => {
      const entity = named(context, input);
      return put(context, {
        ...entity,
        inline: { ...entity.inline, [input.PolicyName ?? ""]: checkedPolicy(input.PolicyDocument) },
      });
    },
    [`Get${kind}Policy`]: (context: Context, input: Input) => {
      const entity = named(context, input);
      const document = inlineOf(entity, kind, input.PolicyName);
      return { [`${kind}Name`]: entity.name, PolicyName: input.PolicyName, PolicyDocument: encoded(document) };
    },
    [`Delete${kind}Policy`]: (context: Context, input: Input) => {
      const entity = named(context, input);
      inlineOf(entity, kind, input.PolicyName);
      const { [input.PolicyName ?? ""]: _gone, ...inline } = entity.inline;
      return put(context, { ...entity, inline });
    },
    [`List${kind}Policies`]: (context: Context, input: Input) => {
      const { items, rest } = iamPage({
        items: Object.keys(named(context, input).inline),
        keyOf: (name) => name,
        input,
      });
      return { PolicyNames: items, ...rest };
    },
    [`Attach${kind}Policy`]: (context: Context, input: Input) => {
      const entity = named(context, input);
      const { arn } = getPolicy(context, input.PolicyArn);
      return put(context, { ...entity, attached: [...entity.attached.filter((one) => one !== arn), arn] });
    },
    [`Detach${kind}Policy`]: (context: Context, input: Input) => {
      const entity = named(context, input);
      const arn = input.PolicyArn ?? "";
      if (!entity.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
      return put(context, { ...entity, attached: entity.attached.filter((one) => one !== arn) });
    },
    [`ListAttached${kind}Policies`]: (context: Context, input: Input) => {
      const { items, rest } = iamPage({ items: named(context, input).attached, keyOf: (arn) => arn, input });
      return { AttachedPolicies: items.map((arn) => ({ PolicyName: nameInArn(arn), PolicyArn: arn })), ...rest };
    },
  };
}

function inlineOf(entity: Entity, kind: "Role" | "User", name: string | undefined): string {
  const document = Object.hasOwn(entity.inline, name ?? "") ? entity.inline[name ?? ""] : undefined;
  if (document === undefined)
    throw noSuchEntity(`The ${kind.toLowerCase()} policy with name ${name ?? ""} cannot be found.`);
  return document;
}
