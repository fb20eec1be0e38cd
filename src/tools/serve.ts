import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import sirv from "sirv";

export type Served = { readonly url: string; readonly close: () => Promise<void> };

/** Serves a built site the way any static web server would: precompressed files, 404 page, hashed assets cached for ever. */
export async function serveSite(options: {
  readonly folder: string;
  readonly base: string;
  readonly port: number;
}): Promise<Served> {
  const base = `/${options.base.replace(/^\/|\/$/g, "")}/`.replace("//", "/");
  const notFound = readFileSync(`${options.folder}/404.html`);
  const files = sirv(options.folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      const isHashed = path.startsWith("/assets/");
      response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      response.setHeader("X-Content-Type-Options", "nosniff");
    },
  });
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    if (!url.startsWith(base)) {
      if (url === base.slice(0, -1) || url === "/") response.writeHead(302, { Location: base }).end();
      else response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" }).end(notFound);
      return;
    }
    request.url = url.slice(base.length - 1);
    files(request, response, () => {
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" }).end(notFound);
    });
  });
  const port = await listen(server, options.port);
  return {
    url: `http://localhost:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
