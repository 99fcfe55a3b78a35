import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import type { LookupFunction } from "node:net";
import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

import type { Fetch } from "../options.ts";

export interface NodeFetchOptions {
  /** Where names lead: called once per connection, which goes to an address it answers. */
  readonly lookup: LookupFunction;
  /** Certificates to trust in place of Node's, PEM. */
  readonly ca?: string;
}

const maxHeaderBytes = 65_536;
/** Shorter than what servers usually wait, so that they are not the first to close a connection at rest. */
const restMs = 4_000;

const decoders: Readonly<Record<string, () => Transform>> = {
  br: createBrotliDecompress,
  deflate: createInflate,
  gzip: createGunzip,
  "x-gzip": createGunzip,
};

/**
 * A `fetch` for Node over node:https, because the global one gives no say in where a connection goes. Does what
 * effects need of fetch: https only, bodies of text, redirects and cookies left alone, and no proxy.
 */
export function nodeFetch({ lookup, ca }: NodeFetchOptions): Fetch {
  const agent = new Agent({ keepAlive: true, timeout: restMs, lookup, ...(ca !== undefined && { ca }) });
  return (url, { method = "GET", headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const sent = request(url, {
        agent,
        method,
        maxHeaderSize: maxHeaderBytes,
        headers: { ...defaultHeaders, ...Object.fromEntries(new Headers(headers)), ...lengthOf(body) },
        ...(signal && { signal }),
      });
      // Stays for as long as the request lives: what fails after the answer began fails its body as well.
      sent.on("error", reject);
      sent.on("response", (received) => {
        try {
          resolve(responseOf(received, method));
        } catch (error) {
          sent.destroy(error as Error);
        }
      });
      sent.end(body ?? undefined);
    });
}

const defaultHeaders = { accept: "*/*", "accept-encoding": "gzip, br", "user-agent": "sluice" };

/** Said always: for some methods Node would send a body whose end the service cannot see. */
function lengthOf(body: unknown): Record<string, string> {
  return typeof body === "string" ? { "content-length": String(Buffer.byteLength(body)) } : {};
}

function responseOf(received: IncomingMessage, method: string): Response {
  const status = received.statusCode ?? 0;
  const headers = new Headers();
  for (const [index, name] of received.rawHeaders.entries()) {
    if (index % 2 === 0) headers.append(name, received.rawHeaders[index + 1] ?? "");
  }
  if (method === "HEAD" || [204, 205, 304].includes(status)) {
    received.resume();
    return new Response(null, { status, headers });
  }
  const body = Readable.toWeb(decoded(received, headers.get("content-encoding"))) as ReadableStream<Uint8Array>;
  return new Response(body, { status, headers });
}

/** The body without its content coding. Only one: a few bytes coded many times over can become any number. */
function decoded(received: IncomingMessage, coding: string | null): Readable {
  const name = coding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return received;
  const decoder = Object.hasOwn(decoders, name) ? decoders[name]?.() : undefined;
  if (!decoder) throw new Error("the content coding is not known");
  // The decoder fails with whatever fails the message, and tells its reader.
  return pipeline(received, decoder, () => undefined);
}
