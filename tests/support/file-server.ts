import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

/** What the server answers for one path. */
export interface ServedFile {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FileServer {
  /** As in "http://127.0.0.1:40123". */
  readonly origin: string;
  close(): Promise<void>;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves what `find` gives for a path such as "/index.html" on a free loopback port. */
export async function serveFiles(find: (path: string) => ServedFile | undefined): Promise<FileServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    send(response, pathname, find(pathname));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, path: string, file: ServedFile | undefined): void {
  const type = contentTypes[extname(path)] ?? "application/octet-stream";
  response.writeHead(file ? 200 : 404, { "content-type": type, ...file?.headers });
  response.end(file?.body ?? "not found");
}
