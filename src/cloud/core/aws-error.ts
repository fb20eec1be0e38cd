/**
 * What a service answers instead of an output. The code is the name of the error's shape in the service's model (`ResourceNotFound`,
 * `NoSuchEntityException`), by which SDKs name the exception they throw; the wire finds status and spelling in the model.
 */
export class AwsError extends Error {
  readonly code: string;
  /** The HTTP status, where the model has none for this code. */
  readonly status: number | undefined;
  /** Further members of the error's shape: `{ ResourceArn: … }`. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    { status, fields = {} }: { readonly status?: number; readonly fields?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}
