/** What src/tools/cloud/make-models.py writes: AWS's own description of a service, as botocore keeps it. */
export type ServiceModel = {
  readonly about: {
    readonly service: string;
    readonly serviceId: string;
    readonly apiVersion: string;
    readonly protocols: readonly Protocol[];
    readonly endpointPrefix: string;
    readonly signingName: string;
    readonly targetPrefix?: string;
    readonly jsonVersion?: string;
    readonly xmlNamespace?: string | { readonly uri?: string };
  };
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly paginators: Readonly<Record<string, PaginatorModel>>;
  readonly waiters: Readonly<Record<string, object>>;
  readonly shapes: Readonly<Record<string, Shape>>;
};

export type Protocol = "json" | "rest-json" | "rest-xml" | "query" | "smithy-rpc-v2-cbor";

export type OperationModel = {
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: string;
  readonly output?: string;
  readonly inputTraits?: { readonly locationName?: string; readonly xmlNamespace?: { readonly uri: string } };
  readonly outputTraits?: { readonly resultWrapper?: string };
  readonly errors?: readonly string[];
  readonly authtype?: string;
  readonly hostPrefix?: string;
};

/** A reference to a shape, and what the place where it stands adds to it. */
export type Member = {
  readonly shape: string;
  readonly location?: "uri" | "querystring" | "header" | "headers" | "statusCode";
  readonly locationName?: string;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string };
  readonly timestampFormat?: TimestampFormat;
  readonly jsonvalue?: boolean;
  readonly streaming?: boolean;
  readonly idempotencyToken?: boolean;
  readonly eventpayload?: boolean;
};

export type TimestampFormat = "unixTimestamp" | "iso8601" | "rfc822";

export type Shape = {
  readonly type: ShapeType;
  readonly members?: Readonly<Record<string, Member>>;
  readonly required?: readonly string[];
  readonly member?: Member;
  readonly key?: Member;
  readonly value?: Member;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly flattened?: boolean;
  readonly locationName?: string;
  readonly payload?: string;
  readonly exception?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number; readonly senderFault?: boolean };
  readonly streaming?: boolean;
  readonly eventstream?: boolean;
  readonly event?: boolean;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly timestampFormat?: TimestampFormat;
  readonly xmlNamespace?: string | { readonly uri: string; readonly prefix?: string };
};

export type ShapeType =
  | "structure"
  | "list"
  | "map"
  | "string"
  | "character"
  | "integer"
  | "long"
  | "short"
  | "float"
  | "double"
  | "bigdecimal"
  | "boolean"
  | "blob"
  | "timestamp";

type PaginatorModel = {
  readonly input_token: string | readonly string[];
  readonly output_token: string | readonly string[];
  readonly result_key?: string | readonly string[];
  readonly limit_key?: string;
  readonly more_results?: string;
};

export function shapeNamed(model: ServiceModel, name: string): Shape {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`the model of ${model.about.service} has no shape ${name}`);
  return shape;
}

export function operationNamed(model: ServiceModel, name: string): OperationModel {
  const operation = Object.hasOwn(model.operations, name) ? model.operations[name] : undefined;
  if (operation === undefined) throw new Error(`the model of ${model.about.service} has no operation ${name}`);
  return operation;
}
