import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** A service on this machine that takes what the scripts of a server send, whatever host they send it to. */
export interface Service {
  /** What a server needs to be started with for that. */
  readonly settings: Readonly<Record<string, string>>;
  /** The headers of all requests, in the order they came. */
  readonly received: IncomingHttpHeaders[];
  stop(): Promise<void>;
}

const preload = fileURLToPath(new URL("./divert-fetches.ts", import.meta.url));

/** Answers everything with `{}`. */
export async function startService(): Promise<Service> {
  const received: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    received.push(request.headers);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { NODE_OPTIONS: `--import ${preload}`, SLUICE_TEST_SERVICE: `http://127.0.0.1:${port}` },
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
