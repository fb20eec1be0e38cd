import type { Policy } from "./entities.ts";

/**
 * Policies of AWS that the course uses. AdministratorAccess and those of S3 are AWS's own; the service roles are shortened to the services that this
 * simulator has, and their description says so.
 */
const DOCUMENTS: readonly {
  readonly name: string;
  readonly path: string;
  readonly statements: readonly object[];
  readonly isShort: boolean;
}[] = [
  { name: "AdministratorAccess", path: "/", isShort: false, statements: [allow(["*"])] },
  { name: "AmazonS3FullAccess", path: "/", isShort: false, statements: [allow(["s3:*", "s3-object-lambda:*"])] },
  {
    name: "AmazonS3ReadOnlyAccess",
    path: "/",
    isShort: false,
    statements: [allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"])],
  },
  {
    name: "AmazonSageMakerFullAccess",
    path: "/",
    isShort: true,
    statements: [
      allow([
        "sagemaker:*",
        "application-autoscaling:*",
        "cloudwatch:*",
        "glue:CreateDatabase",
        "glue:CreateTable",
        "glue:DeleteTable",
        "glue:Get*",
        "glue:SearchTables",
        "glue:UpdateTable",
        "iam:ListRoles",
        "logs:*",
        "s3:CreateBucket",
        "s3:GetBucketLocation",
        "s3:ListBucket",
        "s3:ListAllMyBuckets",
        "states:*",
      ]),
      allow(
        ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
        ["arn:aws:s3:::*SageMaker*", "arn:aws:s3:::*Sagemaker*", "arn:aws:s3:::*sagemaker*", "arn:aws:s3:::*aws-glue*"],
      ),
      {
        ...allow(["iam:PassRole"], ["arn:aws:iam::*:role/*AmazonSageMaker*"]),
        Condition: {
          StringEquals: {
            "iam:PassedToService": ["glue.amazonaws.com", "states.amazonaws.com", "sagemaker.amazonaws.com"],
          },
        },
      },
    ],
  },
  {
    name: "AWSGlueServiceRole",
    path: "/service-role/",
    isShort: true,
    statements: [
      allow([
        "glue:*",
        "s3:GetBucketLocation",
        "s3:ListBucket",
        "s3:ListAllMyBuckets",
        "s3:GetBucketAcl",
        "cloudwatch:PutMetricData",
      ]),
      allow(["s3:CreateBucket"], ["arn:aws:s3:::aws-glue-*"]),
      allow(
        ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        ["arn:aws:s3:::aws-glue-*/*", "arn:aws:s3:::*/*aws-glue-*/*"],
      ),
      allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], ["arn:aws:logs:*:*:*:/aws-glue/*"]),
    ],
  },
  {
    name: "AWSGlueDataBrewServiceRole",
    path: "/service-role/",
    isShort: true,
    statements: [
      allow(["glue:GetDatabases", "glue:GetPartitions", "glue:GetTable", "glue:GetTables", "glue:GetConnection"]),
      allow(["s3:ListBucket", "s3:GetObject"], ["arn:aws:s3:::databrew-public-datasets-*"]),
      allow(
        ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        ["arn:aws:logs:*:*:log-group:/aws-glue-databrew/*"],
      ),
    ],
  },
  {
    name: "AWSLambdaBasicExecutionRole",
    path: "/service-role/",
    isShort: false,
    statements: [allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"])],
  },
  {
    name: "CloudWatchFullAccess",
    path: "/",
    isShort: true,
    statements: [allow(["cloudwatch:*", "logs:*", "autoscaling:Describe*"])],
  },
  {
    name: "ComprehendFullAccess",
    path: "/",
    isShort: true,
    statements: [allow(["comprehend:*", "s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetBucketLocation"])],
  },
  { name: "AWSStepFunctionsFullAccess", path: "/", isShort: false, statements: [allow(["states:*"])] },
];

export const managedPolicies: ReadonlyMap<string, Policy> = new Map(
  DOCUMENTS.map(({ name, path, statements, isShort }) => {
    const arn = `arn:aws:iam::aws:policy${path}${name}`;
    const madeAt = Date.UTC(2015, 1, 6);
    const policy: Policy = {
      name,
      id: `ANPA${name
        .toUpperCase()
        .replace(/[^A-Z]/g, "")
        .padEnd(17, "A")
        .slice(0, 17)}`,
      path,
      arn,
      description: isShort ? "Shortened in this simulator to the services that it has" : undefined,
      createdAt: madeAt,
      updatedAt: madeAt,
      versions: [
        { id: "v1", document: JSON.stringify({ Version: "2012-10-17", Statement: statements }), createdAt: madeAt },
      ],
      defaultVersion: "v1",
      versionsMade: 1,
      tags: {},
    };
    return [arn, policy];
  }),
);

function allow(actions: readonly string[], resources: readonly string[] = ["*"]): object {
  return { Effect: "Allow", Action: actions, Resource: resources };
}
