import { AwsError } from "#cloud/core/aws-error.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";

/** The JSON of a body; nothing sent is an empty object. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = utf8Text(bytes);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError(
      "SerializationException",
      `The body is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      {
        status: 400,
      },
    );
  }
}
