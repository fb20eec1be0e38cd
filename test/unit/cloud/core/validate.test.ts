import { describe, expect, it } from "vitest";
import { findPattern } from "#cloud/core/find-pattern.ts";
import { validateInput } from "#cloud/core/validate.ts";
import { loadModel, modelledServices } from "#cloud/models/load-model.ts";

const sagemaker = await loadModel("sagemaker");

describe("validation of a request", () => {
  // The form of AWS's messages, written from memory of reports; no recording was at hand.
  it("quotes the pattern that a name breaks, as SageMaker does", () => {
    expect(() =>
      validateInput({ model: sagemaker, operation: "DescribeTrainingJob", input: { TrainingJobName: "my_job" } }),
    ).toThrow(
      "1 validation error detected: Value 'my_job' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    );
  });

  it("counts the errors and calls what is missing null", () => {
    expect(() =>
      validateInput({ model: sagemaker, operation: "CreateModelPackageGroup", input: { Tags: [{ Key: "a" }] } }),
    ).toThrow(
      "2 validation errors detected: Value null at 'modelPackageGroupName' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
    );
  });

  it("lists the values of an enum and the limits of a length", () => {
    const tooLong = "a".repeat(64);
    expect(() =>
      validateInput({
        model: sagemaker,
        operation: "ListTrainingJobs",
        input: { SortOrder: "Up", NameContains: tooLong },
      }),
    ).toThrow(
      "2 validation errors detected: Value 'Up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [Ascending, Descending]; " +
        `Value '${tooLong}' at 'nameContains' failed to satisfy constraint: Member must have length less than or equal to 63`,
    );
  });

  it("refuses another type before it validates", () => {
    expect(() =>
      validateInput({ model: sagemaker, operation: "DescribeTrainingJob", input: { TrainingJobName: 7 } }),
    ).toThrow(expect.objectContaining({ code: "SerializationException" }));
  });

  it("takes a member that is newer than the model, as AWS does", () => {
    expect(() =>
      validateInput({ model: sagemaker, operation: "DescribeTrainingJob", input: { TrainingJobName: "a", New: 1 } }),
    ).not.toThrow();
  });
});

describe("the models", () => {
  it.each(modelledServices())("of %s: every pattern can be tested here", async (service) => {
    const { shapes } = await loadModel(service);
    const patterns = Object.values(shapes).flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
    expect(patterns.filter((pattern) => findPattern(pattern) === undefined)).toEqual([]);
  });
});
