import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".csv": "text/csv",
};

export type Served = { readonly url: string; readonly close: () => void };

/** Serves a folder on a free port of this machine, for a browser of the gate or of a test. */
export async function serveFolder(
  folder: string,
  { onRequest = () => {} }: { readonly onRequest?: (url: string) => void } = {},
): Promise<Served> {
  const server = createServer((request, response) => {
    onRequest(request.url ?? "/");
    const path = normalize(decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/"));
    readFile(`${folder}${path}`).then(
      (body) =>
        response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
