import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";

/**
 * Takes a lock that ends with this process however it ends: a socket that it listens on. Two databases on one folder would
 * destroy it. `address` is a path, or a port of the loopback where there are no such sockets.
 */
export async function holdLock(address: string): Promise<boolean> {
  if (await isAnswered(address)) return false;
  if (!isPort(address)) rmSync(address, { force: true }); // left by a process that was killed
  const server = createServer((socket) => socket.destroy()).unref();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(target(address), () => resolve(true));
  });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(target(address));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

const isPort = (address: string) => /^\d+$/.test(address);

function target(address: string): { path: string } | { port: number; host: string } {
  return isPort(address) ? { port: Number(address), host: "127.0.0.1" } : { path: address };
}
