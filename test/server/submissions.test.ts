import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Submission } from "#contract/api/submissions.ts";
import { canonicalJson } from "#server/signing/canonical-json.ts";
import { type LearnerClient, openLearners } from "#tools/server/learner-client.ts";
import { type LocalServer, startLocalServer } from "#tools/server/local-server.ts";

const lab = { labId: "07-metrics/fish-matrix", labVersion: 1 };
const longestWaitMs = 120_000;
let server: LocalServer;
let ana: LearnerClient;
let budi: LearnerClient;
let solution: string;

beforeAll(async () => {
  server = await startLocalServer({ graders: 1, port: 47_880 });
  const [one, two] = await openLearners({ ...server, count: 2 });
  if (one === undefined || two === undefined) throw new Error("no learners");
  [ana, budi] = [one, two];
  solution = await readFile(`labs/${lab.labId}/solution.ts`, "utf8");
});
afterAll(() => server?.stop());

const open = (learner: LearnerClient) => learner.call<{ token: string; attempt: number }>("POST", "/api/attempts", lab);
const send = (learner: LearnerClient, body: unknown) => learner.call<Submission>("POST", "/api/submissions", body);

test("a right answer is graded, and its signature can be checked by the public key alone", async () => {
  const { id } = await ana.submit({ ...lab, source: solution });
  const { result, state } = await ana.graded(id, longestWaitMs);
  expect(state).toBe("graded");
  expect(result).toMatchObject({ status: "pass", score: 1 });
  expect(result?.hidden).toEqual([{ category: "correctness", status: "pass", weight: 1 }]);
  const { keys } = await ana.call<{ keys: JsonWebKey[] }>("GET", "/api/keys");
  const key = keys.find(({ kid }) => kid === result?.signed.keyId);
  const signed = result?.signed ?? expect.fail();
  const isGenuine = (claims: object): boolean =>
    verify(
      null,
      Buffer.from(canonicalJson(claims)),
      createPublicKey({ key: key ?? {}, format: "jwk" }),
      Buffer.from(signed.signature, "base64url"),
    );
  expect(isGenuine(signed.claims)).toBe(true);
  expect(isGenuine({ ...signed.claims, score: 0.5 })).toBe(false);
  expect(signed.claims).toMatchObject({ submissionId: id, labId: lab.labId, attempt: 1, score: 1 });
});

test("answers that fit only what can be seen pass no hidden check and earn nothing, and nothing hidden is told", async () => {
  const source = await readFile("test/attacks/submissions/known-answers.ts", "utf8");
  const { id } = await ana.submit({ ...lab, source });
  const { result } = await ana.graded(id, longestWaitMs);
  expect(result).toMatchObject({ status: "fail", score: 0 });
  expect(result?.hidden).toEqual([{ category: "correctness", status: "fail", weight: 1 }]);
  expect(JSON.stringify(result)).not.toMatch(/canary|fresh-pictures/);
});

test("a token is good for its learner, once: again it is the same submission, with other code it is refused", async () => {
  const { token, attempt } = await open(ana);
  expect((await open(ana)).attempt).toBe(attempt); // not used yet: the same attempt again
  await expect(send(budi, { token, source: solution })).rejects.toThrow("token-invalid");
  await expect(send(ana, { token: `${token.slice(0, -2)}AA`, source: solution })).rejects.toThrow("token-invalid");
  await expect(send(ana, { token, source: solution, score: 1 })).rejects.toThrow("400");
  const first = await send(ana, { token, source: solution });
  expect((await send(ana, { token, source: solution })).id).toBe(first.id);
  await expect(send(ana, { token, source: `${solution}// other` })).rejects.toThrow("token-used");
  await expect(budi.call("GET", `/api/submissions/${first.id}`)).rejects.toThrow("403");
});

test("another version of the lab is a conflict, an unknown lab is not found", async () => {
  await expect(ana.call("POST", "/api/attempts", { ...lab, labVersion: 99 })).rejects.toThrow("conflict");
  await expect(ana.call("POST", "/api/attempts", { ...lab, labId: "07-metrics/no-such-lab" })).rejects.toThrow("404");
});

test("code that never ends, breaks or floods is graded 0 and holds up nobody", async () => {
  const hostile = ["for (;;) {}", "const x: = 1", "while (true) console.log('x'.repeat(9999));", "throw 1"];
  const sent: Submission[] = [];
  for (const source of hostile) sent.push(await budi.submit({ ...lab, source }));
  const { id } = await ana.submit({ ...lab, source: solution });
  expect((await ana.graded(id, longestWaitMs)).result?.score).toBe(1);
  for (const one of sent) {
    const { state, result } = await budi.graded(one.id, longestWaitMs);
    expect({ state, score: result?.score }).toEqual({ state: "graded", score: 0 });
  }
});
