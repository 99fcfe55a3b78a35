import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Service {
  /** As in "http://127.0.0.1:40123". */
  readonly origin: string;
  close(): void;
}

/** What the smoke suite fetches from, over loopback: tells what it was asked with. Pages of other origins may ask, too. */
export async function startService(): Promise<Service> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const anybody = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
  response.writeHead(200, { "content-type": "application/json", ...anybody });
  if (request.method === "OPTIONS") return void response.end();
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { email } = JSON.parse(Buffer.concat(parts).toString()) as { email: string };
  response.end(JSON.stringify({ score: 7, hello: email, keyLength: request.headers["x-key"]?.length }));
}
