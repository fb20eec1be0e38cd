import pg from "pg";
import { expect, test } from "vitest";
import { freshDatabase } from "./fresh-database.ts";

test("twenty clients at once each get their own answers, and errors and rollbacks of one do not touch another", async () => {
  const { url } = await freshDatabase();
  const clients = Array.from({ length: 20 }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query("create table counter (n integer)");
  await clients[0]?.query("insert into counter values (0)");
  const wrong: string[] = [];
  const rounds = 20;
  await Promise.all(
    clients.map(async (client, who) => {
      for (let round = 0; round < rounds; round++) {
        const own = `${who}/${round}/${"x".repeat(round * 100)}`;
        const { rows } = await client.query("select $1::text as own", [own]);
        if (rows[0]?.own !== own) wrong.push(own.slice(0, 20));
        await client.query("begin");
        await client.query("update counter set n = n + $1", [1]);
        await client.query(round % 2 === 0 ? "commit" : "rollback");
        const refused = await client
          .query("select nothing from nowhere where n = $1", [round])
          .catch(({ code }) => code);
        if (refused !== "42P01") wrong.push(`no refusal for ${own.slice(0, 20)}`);
      }
    }),
  );
  expect(wrong).toEqual([]);
  const { rows } = await (clients[1] ?? expect.fail()).query("select n from counter");
  expect(rows).toEqual([{ n: (clients.length * rounds) / 2 }]);
  await Promise.all(clients.map((client) => client.end()));
});

test("a client that is cut off inside a transaction leaves neither its change nor a lock", async () => {
  const { url } = await freshDatabase();
  const [gone, other] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([gone.connect(), other.connect()]);
  gone.on("error", () => {});
  await gone.query("create table kept (n integer)");
  await gone.query("begin");
  await gone.query("insert into kept values (1)");
  const { stream } = (gone as unknown as { connection: { stream: { destroy: () => void } } }).connection; // pg's own socket
  stream.destroy();
  const { rows } = await other.query("select count(*)::integer as n from kept");
  expect(rows).toEqual([{ n: 0 }]);
  await other.end();
});
