import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";

export type PgliteServer = { readonly stop: () => Promise<void> };

/** PGlite has one session: a client that falls silent inside a transaction would hold up everybody. */
const longestIdleInTransactionMs = 30_000;

/**
 * Speaks PostgreSQL's protocol for a PGlite to any number of clients. All of them share its one session and its one unnamed
 * statement, so what belongs together is kept together: the messages of one request up to its Sync, and all requests of a
 * transaction. (@electric-sql/pglite-socket 0.2.17 puts the single messages of all clients in one row: Parse of one, Bind of
 * another. Answers then reach the wrong client.)
 */
export async function servePglite(
  db: PGlite,
  place: { readonly path: string } | { readonly host: string; readonly port: number },
): Promise<PgliteServer> {
  const turns = createTurns();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serveClient({ db, socket, turns });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(place, resolve);
  });
  return {
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type Turns = { readonly take: () => Promise<() => void> };

/** One at a time, in the order of asking. */
function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    take: async () => {
      let release: () => void = () => {};
      const mine = new Promise<void>((resolve) => {
        release = resolve;
      });
      const before = last;
      last = before.then(() => mine);
      await before;
      return release;
    },
  };
}

const codes = { startup: 196_608, cancel: 80_877_102, ssl: 80_877_103, gss: 80_877_104 } as const;
const [simpleQuery, sync, terminate, functionCall] = ["Q", "S", "X", "F"].map((letter) => letter.charCodeAt(0));

function serveClient({ db, socket, turns }: { readonly db: PGlite; readonly socket: Socket; readonly turns: Turns }) {
  let held = Buffer.alloc(0);
  let isStarted = false;
  let request: Buffer[] = [];
  let release: (() => void) | undefined;
  let idle: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();

  const run = async (messages: readonly Buffer[]): Promise<void> => {
    if (socket.destroyed && release === undefined) return;
    clearTimeout(idle);
    release ??= await turns.take();
    try {
      for (const message of messages) {
        await db.runExclusive(() =>
          db.execProtocolRawStream(message, {
            onRawData: (answer) => {
              if (answer.length > 0 && socket.writable) socket.write(Buffer.from(answer));
            },
          }),
        );
      }
    } finally {
      if (db.isInTransaction()) idle = setTimeout(() => socket.destroy(), longestIdleInTransactionMs);
      else letGo();
    }
  };
  const letGo = (): void => {
    release?.();
    release = undefined;
  };
  const schedule = (messages: readonly Buffer[]): void => {
    work = work.then(() => run(messages)).catch(() => void socket.destroy());
  };

  const start = (message: Buffer): void => {
    const code = message.readInt32BE(4);
    if (code === codes.ssl || code === codes.gss) socket.write("N");
    else if (code === codes.cancel) socket.destroy();
    else {
      isStarted = true;
      schedule([message]);
    }
  };
  const take = (message: Buffer): void => {
    const [kind] = message;
    if (kind === terminate) {
      socket.end();
      return;
    }
    request.push(message);
    if (kind !== sync && kind !== simpleQuery && kind !== functionCall) return;
    schedule(request);
    request = [];
  };

  socket.setNoDelay(true);
  socket.on("data", (piece) => {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    for (;;) {
      const prefix = isStarted ? 1 : 0;
      if (held.length < prefix + (isStarted ? 4 : 8)) return;
      const length = prefix + held.readInt32BE(prefix);
      if (length < prefix + 4) return void socket.destroy();
      if (held.length < length) return;
      const message = held.subarray(0, length);
      held = held.subarray(length);
      if (isStarted) take(message);
      else start(message);
    }
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    clearTimeout(idle);
    work = work.then(async () => {
      if (release === undefined) return;
      if (db.isInTransaction()) await db.exec("rollback");
      letGo();
    });
    work.catch(letGo);
  });
}
