import { describe, expect, it } from "vitest";
import { cookiesOf, nobody, type Person, personWith, signUp } from "./person.ts";
import { readEvents } from "./read-events.ts";
import { startTestServer } from "./start-test-server.ts";

const server = await startTestServer();
const [fish, fBeta] = ["07-metrics/fish-matrix", "07-metrics/f-beta"];

async function teacher(name: string): Promise<Person> {
  const person = await signUp(server, name);
  await server.db.updateTable("user").set({ role: "teacher" }).where("id", "=", person.userId).execute();
  return person;
}
async function openWorkshop(host: Person) {
  const { status, json } = await host.call("createWorkshop", { body: { title: "Metrics, live", labs: [fish, fBeta] } });
  expect(status).toBe(200);
  return json;
}
/** Joins as somebody without an account does; the cookie of the guest comes with the answer. */
async function join(code: string, nickname: string): Promise<Person & { readonly participantId: string }> {
  const answer = await nobody(server).call("joinWorkshop", { body: { code, nickname } });
  expect(answer.status).toBe(200);
  const guest = personWith(server, { name: nickname, userId: "", cookie: cookiesOf(answer) });
  return { ...guest, participantId: answer.json.me.id };
}

describe("joining", () => {
  it("needs a code and a nickname, no account; the code may be typed in small letters", async () => {
    const { id, code } = await openWorkshop(await teacher("Host A"));
    expect((await nobody(server).call("findWorkshop", { params: { code: code.toLowerCase() } })).json).toEqual({
      id,
      title: "Metrics, live",
    });
    const ani = await join(code.toLowerCase(), "Ani");
    expect((await ani.call("me")).json.user).toMatchObject({ name: "Ani", isGuest: true, role: "learner" });
  });

  it("a taken nickname is refused, whatever its letters' case; whoever has it may come back", async () => {
    const { code } = await openWorkshop(await teacher("Host B"));
    const budi = await join(code, "Budi");
    expect((await nobody(server).call("joinWorkshop", { body: { code, nickname: "BUDI" } })).json.error.code).toBe(
      "nickname-taken",
    );
    const again = await budi.call("joinWorkshop", { body: { code, nickname: "budi" } });
    expect(again.json.me.id).toBe(budi.participantId);
  });

  it("an unknown code is 404, an ended workshop closed", async () => {
    const host = await teacher("Host C");
    const { id, code } = await openWorkshop(host);
    expect((await nobody(server).call("joinWorkshop", { body: { code: "QQQQQQ", nickname: "x" } })).status).toBe(404);
    await host.call("controlWorkshop", { params: { workshopId: id }, body: { do: "end" } });
    const late = await nobody(server).call("joinWorkshop", { body: { code, nickname: "late" } });
    expect(late.json.error.code).toBe("closed");
  });
});

describe("the live stream", () => {
  it("begins with the whole state, then tells the host what a learner does", async () => {
    const host = await teacher("Host D");
    const { id, code } = await openWorkshop(host);
    const params = { workshopId: id };
    const citra = await join(code, "Citra");
    const events = await readEvents(server, host, id);
    const state = await events.until(({ kind }) => kind === "state");
    expect(state).toMatchObject({
      kind: "state",
      workshop: { unlocked: [fish] },
      participants: [{ nickname: "Citra", state: "reading" }],
    });
    const run = { labId: fish, passed: 1, total: 3, mistake: "swapped", isSolved: false };
    await citra.call("report", { params, body: { run } });
    await events.until(
      ({ kind, ...event }) => kind === "participants" && JSON.stringify(event).includes('"lastMistake":"swapped"'),
    );
    await citra.call("report", { params, body: { ask: "Which one is actual?" } });
    await events.until((event) => event.kind === "participants" && event.participants[0]?.state === "asking");
    await host.call("controlWorkshop", { params, body: { do: "answered", participantId: citra.participantId } });
    await events.until((event) => event.kind === "participants" && event.participants[0]?.state === "working");
    events.close();
  });

  it("tells learners where to go, and nothing of one another", async () => {
    const host = await teacher("Host E");
    const { id, code } = await openWorkshop(host);
    const params = { workshopId: id };
    const [dewi, eka] = [await join(code, "Dewi"), await join(code, "Eka")];
    const events = await readEvents(server, dewi, id);
    await events.until(({ kind }) => kind === "state");
    await eka.call("report", { params, body: { ask: "help" } });
    await host.call("controlWorkshop", { params, body: { do: "go-to", labId: fBeta } });
    await host.call("controlWorkshop", { params, body: { do: "broadcast", text: "Two minutes" } });
    await events.until((event) => event.kind === "workshop" && event.workshop.message?.text === "Two minutes");
    expect(events.seen.at(-1)).toMatchObject({ workshop: { current: fBeta, unlocked: [fish, fBeta] } });
    expect(JSON.stringify(events.seen)).not.toContain("Eka");
    events.close();
  });

  it("ends for whoever is removed, and stays closed to them and to outsiders", async () => {
    const host = await teacher("Host F");
    const { id, code } = await openWorkshop(host);
    const params = { workshopId: id };
    const fajar = await join(code, "Fajar");
    const events = await readEvents(server, fajar, id);
    await events.until(({ kind }) => kind === "state");
    await host.call("controlWorkshop", { params, body: { do: "remove", participantId: fajar.participantId } });
    await events.until(({ kind }) => kind === "removed");
    await events.ended;
    expect((await fajar.call("report", { params, body: {} })).status).toBe(403);
    expect((await (await signUp(server, "Outsider")).call("workshopEvents", { params })).status).toBe(403);
  });
});

describe("code", () => {
  it("is read by the host only with consent, and shown to all without a name", async () => {
    const host = await teacher("Host G");
    const { id, code } = await openWorkshop(host);
    const params = { workshopId: id };
    const gita = await join(code, "Gita");
    const place = { workshopId: id, participantId: gita.participantId };
    const source = "export const answer = 42;";
    await gita.call("report", { params, body: { code: { labId: fish, source } } });
    expect((await host.call("participantCode", { params: place })).status).toBe(403);
    expect(
      (await host.call("controlWorkshop", { params, body: { do: "show-code", participantId: gita.participantId } }))
        .status,
    ).toBe(403);
    await gita.call("report", { params, body: { sharesCode: true, code: { labId: fish, source } } });
    expect((await host.call("participantCode", { params: place })).json.source).toBe(source);
    const shown = await host.call("controlWorkshop", {
      params,
      body: { do: "show-code", participantId: gita.participantId },
    });
    expect(shown.json.shown).toMatchObject({ labId: fish, source });
    expect(JSON.stringify(shown.json)).not.toContain("Gita");
    await host.call("controlWorkshop", { params, body: { do: "end" } });
    const row = await server.db
      .selectFrom("participant")
      .select("code")
      .where("id", "=", gita.participantId)
      .executeTakeFirstOrThrow();
    expect(row.code).toBeNull();
  });
});

describe("a poll", () => {
  it("hides counts and right answers from learners until it is closed; a later answer replaces the earlier", async () => {
    const host = await teacher("Host H");
    const { id, code } = await openWorkshop(host);
    const params = { workshopId: id };
    const [hana, indra] = [await join(code, "Hana"), await join(code, "Indra")];
    const choices = [
      { id: "1", text: "Recall", isRight: true },
      { id: "2", text: "Accuracy", isRight: false },
    ];
    const asked = await host.call("controlWorkshop", {
      params,
      body: { do: "open-poll", question: "Which one misses no disease?", choices },
    });
    const pollId = asked.json.poll.id;
    const events = await readEvents(server, hana, id);
    const state = await events.until(({ kind }) => kind === "state");
    expect(JSON.stringify(state)).not.toContain("isRight");
    await hana.call("answerPoll", { params, body: { pollId, choiceId: "2" } });
    await hana.call("answerPoll", { params, body: { pollId, choiceId: "1" } });
    await indra.call("answerPoll", { params, body: { pollId, choiceId: "2" } });
    expect((await indra.call("answerPoll", { params, body: { pollId, choiceId: "9" } })).status).toBe(400);
    const closed = await host.call("controlWorkshop", { params, body: { do: "close-poll" } });
    expect(closed.json.poll).toMatchObject({ state: "closed", counts: { 1: 1, 2: 1 } });
    const told = await events.until((event) => event.kind === "workshop" && event.workshop.poll?.state === "closed");
    expect(told).toMatchObject({
      workshop: { poll: { mine: "1", counts: { 1: 1, 2: 1 }, choices: [{ isRight: true }, {}] } },
    });
    expect((await indra.call("answerPoll", { params, body: { pollId, choiceId: "1" } })).json.error.code).toBe(
      "closed",
    );
    events.close();
  });
});

describe("the end", () => {
  it("leaves a summary and a file; names that are formulas stay text", async () => {
    const host = await teacher("Host I");
    const { id, code } = await openWorkshop(host);
    const params = { workshopId: id };
    const joko = await join(code, "=1+1");
    await joko.call("report", {
      params,
      body: { run: { labId: fish, passed: 2, total: 3, mistake: "swapped", isSolved: false } },
    });
    await joko.call("report", {
      params,
      body: { run: { labId: fish, passed: 3, total: 3, mistake: null, isSolved: true } },
    });
    await host.call("controlWorkshop", { params, body: { do: "end" } });
    const summary = (await host.call("workshopSummary", { params })).json;
    expect(summary.labs[0]).toMatchObject({
      labId: fish,
      started: 1,
      solved: 1,
      mistakes: [{ mistake: "swapped", learners: 1 }],
    });
    const { text } = await host.call("exportWorkshop", { params });
    expect(text.split("\r\n")[0]).toBe(`nickname,joined,runs,solved,${fish},${fBeta}`);
    expect(text.split("\r\n")[1]).toMatch(/^'=1\+1,.*,2,1,1,0$/);
  });
});
