import type { EncryptionConfiguration } from "@aws-sdk/client-sfn";
import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import type { Tags } from "#cloud/core/tags.ts";

export type Activity = {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number;
  readonly encryption: EncryptionConfiguration;
  readonly tags: Tags;
};

export const activities = (context: Context): Table<Activity> => context.table("activities");
