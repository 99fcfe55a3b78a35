import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { LookupAll } from "../../../bindings/js/host/checked-lookup.ts";
import type { FetchEffect } from "../../../bindings/js/host/effect.ts";
import { Ending } from "../../../bindings/js/host/ending.ts";
import { performFetch, type FetchedResponse, type FetchTools } from "../../../bindings/js/host/fetch.ts";
import { nodeFetch } from "../../../bindings/js/host/node-fetch.ts";
import { newIdentity, startHttpsService, type HttpsService } from "../../support/https-service.ts";
import { FakeNames, loopbackNetwork } from "./loopback-network.ts";

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const identity = newIdentity("*.example.com");
const publicNames = { "api.example.com": ["93.184.216.34"], "other.example.com": ["93.184.216.35"] };

let service: HttpsService;
/** What the service was asked, and what it does next; the last behaviour repeats. */
let received: { readonly line: string; readonly headers: IncomingMessage["headers"]; readonly body: string }[];
let behaviours: Behaviour[];

beforeAll(async () => {
  service = await startHttpsService(identity, async (request, response) => {
    const behave = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({
      line: `${request.method} ${request.headers.host?.split(":")[0]}${request.url}`,
      headers: request.headers,
      body,
    });
    behave?.(request, response);
  });
});
afterAll(() => service.close());
beforeEach(() => void (received = []));

/** The production policy and client against the service, under public names. */
function perform(
  changes: Partial<FetchEffect> = {},
  { lookup = new FakeNames(publicNames).lookup, ca = identity.cert, ...tools }: Tools = {},
): Promise<FetchedResponse> {
  const effect: FetchEffect = { id: 1, kind: "fetch", scriptId: "s", url: at("/start"), method: "GET", headers: {} };
  return performFetch(
    { ...effect, ...changes },
    {
      fetch: nodeFetch({ lookup: loopbackNetwork(lookup), ca }),
      policy: { ports: [service.port] },
      depth: 0,
      limits: { fetchMs: 3_000, fetchBytes: 1_048_576, fetchRedirects: 3 },
      reveal: async (_, texts) => texts.map(({ text }) => text),
      ending: new Ending(),
      ...tools,
    },
  );
}

type Tools = Partial<FetchTools> & { readonly lookup?: LookupAll; readonly ca?: string };

const at = (path: string, host = "api.example.com"): string => `https://${host}:${service.port}${path}`;
const behaving = (...list: Behaviour[]): void => void (behaviours = list);
const answering =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Behaviour =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const redirecting =
  (status: number, location: string | (() => string)): Behaviour =>
  (_, response) =>
    void response.writeHead(status, { location: typeof location === "string" ? location : location() }).end();
/** Bytes as they go over the wire; the connection ends after them unless it is to stay open. */
const raw =
  (text: string, { open = false } = {}): Behaviour =>
  ({ socket }) =>
    void (open ? socket.write(text, "latin1") : socket.end(text, "latin1"));

const headerLines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `x-${index}: y\r\n`).join("");

const denied = (message: RegExp) => ({ code: "fetch_denied", message: expect.stringMatching(message) });
const failed = (message: RegExp) => ({ code: "fetch_failed", message: expect.stringMatching(message) });

describe("a request", () => {
  test("arrives as the script made it, and its answer comes back", async () => {
    behaving(answering('{"ok":true}', { "content-type": "application/json", "X-One": "1" }, 201));
    const request = { method: "POST", headers: { "X-A": "a", "content-type": "text/plain" }, body: "höllo" };
    await expect(perform({ url: at("/p?q=1#part"), ...request })).resolves.toMatchObject({
      status: 201,
      headers: { "content-type": "application/json", "x-one": "1" },
      body: '{"ok":true}',
    });
    expect(received).toMatchObject([
      {
        line: "POST api.example.com/p?q=1",
        headers: { "x-a": "a", "content-type": "text/plain", "content-length": "6" },
        body: "höllo",
      },
    ]);
  });

  test.each(["DELETE", "OPTIONS", "PUT", "PATCH"])("of %s says how long its body is", async (method) => {
    behaving(answering(""));
    await perform({ method, body: "GET /smuggled HTTP/1.1\r\n\r\n" });
    expect(received.map(({ line, body }) => [line, body.length])).toEqual([[`${method} api.example.com/start`, 26]]);
  });

  test("without a body has none", async () => {
    behaving(answering(""));
    await perform();
    expect(received[0]?.headers["content-length"]).toBeUndefined();
  });

  test("of HEAD has an answer without a body, whatever that declares", async () => {
    behaving(answering("", { "content-length": "5000000" }));
    await expect(perform({ method: "HEAD" })).resolves.toMatchObject({ status: 200, body: "" });
  });

  test.each([204, 304])("is answered by %i without a body", async (status) => {
    behaving(answering("", {}, status));
    await expect(perform()).resolves.toMatchObject({ status, body: "" });
  });

  test("gets every value of a header, and its own cookies are nobody's", async () => {
    behaving(raw("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n"), answering(""));
    expect((await perform()).headers["set-cookie"]).toBe("a=1, b=2");
    await perform();
    expect(received[1]?.headers.cookie).toBeUndefined();
  });
});

describe("content codings", () => {
  test.each([
    ["gzip", gzipSync("plain")],
    ["x-gzip", gzipSync("plain")],
    ["GZIP", gzipSync("plain")],
    ["deflate", deflateSync("plain")],
    ["br", brotliCompressSync("plain")],
    ["identity", Buffer.from("plain")],
  ])("%s is undone", async (coding, body) => {
    behaving(answering(body, { "content-encoding": coding }));
    expect((await perform()).body).toBe("plain");
  });

  test.each(["gzip, gzip", "zstd", "constructor"])("%s is a failure", async (coding) => {
    behaving(answering(gzipSync(gzipSync("plain")), { "content-encoding": coding }));
    await expect(perform()).rejects.toMatchObject(failed(/request to api.example.com failed/));
  });

  test("a body that is not what its coding says is a failure", async () => {
    behaving(answering("plain", { "content-encoding": "gzip" }));
    await expect(perform()).rejects.toMatchObject(failed(/broke off/));
  });

  test("a coded body that ends too early is a failure", async () => {
    behaving(answering(gzipSync("plain".repeat(100)).subarray(0, 20), { "content-encoding": "gzip" }));
    await expect(perform()).rejects.toMatchObject(failed(/broke off/));
  });

  test.each([
    ["gzip", gzipSync(Buffer.alloc(64 << 20))],
    ["br", brotliCompressSync(Buffer.alloc(64 << 20))],
  ])("64 MB of nothing in a few KB of %s are cut off at the limit", async (coding, bomb) => {
    behaving(answering(bomb, { "content-encoding": coding }));
    await expect(perform()).rejects.toMatchObject(failed(/larger than 1048576 bytes \(limit fetchBytes\)/));
  });
});

describe("services that do not keep to HTTP", () => {
  test("a declared size of 2 MiB is refused without waiting for it", async () => {
    behaving(raw(`HTTP/1.1 200 OK\r\nContent-Length: ${2 << 20}\r\n\r\n`, { open: true }));
    await expect(perform()).rejects.toMatchObject(failed(/limit fetchBytes/));
  });

  test("a body without end is cut off at the limit", async () => {
    behaving((_, response) => {
      const more = (): void => void (response.writableEnded || response.write(Buffer.alloc(65_536), more));
      response.on("close", () => response.end());
      more();
    });
    await expect(perform()).rejects.toMatchObject(failed(/limit fetchBytes/));
  });

  test("more bytes than declared are no part of the answer, nor of the next", async () => {
    behaving(
      raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", {
        open: true,
      }),
      answering("good"),
    );
    const fetch = nodeFetch({ lookup: loopbackNetwork(new FakeNames(publicNames).lookup), ca: identity.cert });
    expect((await perform({}, { fetch })).body).toBe("ok");
    expect((await perform({}, { fetch })).body).toBe("good");
  });

  test("fewer bytes than declared are a failure", async () => {
    behaving(raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
    await expect(perform()).rejects.toMatchObject(failed(/broke off/));
  });

  test("chunks without an end are a failure", async () => {
    behaving(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"));
    await expect(perform()).rejects.toMatchObject(failed(/broke off/));
  });

  test("a connection that ends before an answer is a failure", async () => {
    behaving(({ socket }) => void socket.destroy());
    await expect(perform()).rejects.toMatchObject(failed(/ECONNRESET/));
  });

  test.each([
    ["no HTTP", "SSH-2.0-OpenSSH\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"],
    ["a length and chunks", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a status beyond those of HTTP", "HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"],
    ["100,000 header lines", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(100_000)}\r\n`],
    ["a header of 1 MB", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(1 << 20)}\r\n\r\n`],
    ["129 headers", `HTTP/1.1 200 OK\r\n${headerLines(129)}content-length: 0\r\n\r\n`],
    ["40 KB of headers", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(40_000)}\r\ncontent-length: 0\r\n\r\n`],
  ])("%s is a failure", async (_, text) => {
    behaving(raw(text));
    await expect(perform()).rejects.toMatchObject({ code: "fetch_failed" });
  });

  test("early hints are not the answer", async () => {
    behaving(raw("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    await expect(perform()).resolves.toMatchObject({ status: 200, body: "ok" });
  });

  test("bytes that are not UTF-8 become replacement characters", async () => {
    behaving(answering(Buffer.from([0x61, 0xff, 0x62])));
    expect((await perform()).body).toBe("a\ufffdb");
  });
});

describe("the deadline", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test.each<[string, Behaviour]>([
    ["never answers", () => undefined],
    ["answers half of its headers", raw("HTTP/1.1 200 OK\r\nx: ", { open: true })],
    ["never ends its body", raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", { open: true })],
    [
      "never ends its coded body",
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).write(gzipSync("x")),
    ],
  ])("ends the wait for a service that %s, and its connection", async (_, behave) => {
    const closed = new Promise((resolve) => {
      const reached = new Promise<void>((seen) => {
        behaving((request, response) => {
          request.socket.on("close", resolve);
          behave(request, response);
          seen();
        });
      });
      void reached.then(() => vi.advanceTimersByTimeAsync(3_000));
    });
    await expect(perform()).rejects.toMatchObject(failed(/did not answer completely within 3000 ms/));
    await closed;
  });
});

describe("redirects", () => {
  test("on the same host are followed", async () => {
    behaving(redirecting(302, "/next"), answering("end"));
    expect((await perform({ headers: { authorization: "a" } })).body).toBe("end");
    expect(received.map(({ line, headers }) => [line, headers.authorization])).toEqual([
      ["GET api.example.com/start", "a"],
      ["GET api.example.com/next", "a"],
    ]);
  });

  test("to another public host leave credentials behind", async () => {
    behaving(
      redirecting(307, () => at("/next", "other.example.com")),
      answering("end"),
    );
    await perform({ method: "POST", headers: { authorization: "a", "x-api-key": "k", "x-a": "1" }, body: "b" });
    expect(received[1]).toMatchObject({ line: "POST other.example.com/next", headers: { "x-a": "1" }, body: "b" });
    expect(Object.keys(received[1]?.headers ?? {})).not.toEqual(expect.arrayContaining(["authorization"]));
    expect(Object.keys(received[1]?.headers ?? {})).not.toEqual(expect.arrayContaining(["x-api-key"]));
  });

  test.each([
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [303, "PUT", "GET"],
    [307, "PUT", "PUT"],
    [308, "POST", "POST"],
  ])("of %i turn %s into %s", async (status, method, next) => {
    behaving(redirecting(status, "/next"), answering(""));
    await perform({ method, headers: { "content-type": "text/plain" }, body: "body" });
    const keeps = next !== "GET";
    expect(received[1]?.line).toBe(`${next} api.example.com/next`);
    expect(received[1]?.body).toBe(keeps ? "body" : "");
    expect(received[1]?.headers["content-type"]).toBe(keeps ? "text/plain" : undefined);
  });

  test("are followed three times", async () => {
    behaving(redirecting(302, "/a"));
    await expect(perform()).rejects.toMatchObject(failed(/limit fetchRedirects/));
    expect(received).toHaveLength(4);
  });

  test.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "//169.254.169.254/latest/meta-data",
    "http://example.com/",
    "file:///etc/passwd",
    "https://user:pw@example.com/",
    "https://example.com\\@127.0.0.1/",
    "https://localhost/",
  ])("to %s are refused, the body with them", async (location) => {
    behaving(redirecting(307, location));
    await expect(perform({ method: "POST", body: "x" })).rejects.toMatchObject(denied(/redirect was refused/));
    expect(received).toHaveLength(1);
  });

  test("to a name with a private address are refused before anything is sent there", async () => {
    behaving(redirecting(307, () => at("/", "inner.example.com")));
    const { lookup } = new FakeNames({ ...publicNames, "inner.example.com": ["10.0.0.7"] });
    await expect(perform({ method: "POST", body: "x" }, { lookup })).rejects.toMatchObject(
      denied(/inner.example.com resolves/),
    );
    expect(received).toHaveLength(1);
  });

  test("are followed without waiting for a body they bring along", async () => {
    behaving((_, response) => {
      response.writeHead(302, { location: "/next", "content-encoding": "gzip" }).write(gzipSync("x").subarray(0, 5));
    }, answering("end"));
    expect((await perform()).body).toBe("end");
  });

  test("without a location are answers", async () => {
    behaving(answering("see elsewhere", {}, 302));
    await expect(perform()).resolves.toMatchObject({ status: 302, body: "see elsewhere" });
  });

  test("by way of Refresh are none", async () => {
    behaving(answering("x", { refresh: "0; url=/next" }));
    await perform();
    expect(received).toHaveLength(1);
  });
});

describe("names", () => {
  test("with a private address beside a public one are refused, and no connection is made", async () => {
    const { lookup } = new FakeNames({ "api.example.com": ["93.184.216.34", "::1"] });
    await expect(perform({}, { lookup })).rejects.toMatchObject(
      denied(/api.example.com resolves to an address that is not public/),
    );
    expect(received).toEqual([]);
  });

  test("that do not exist are failures with the platform's code", async () => {
    await expect(perform({}, { lookup: new FakeNames({}).lookup })).rejects.toMatchObject(failed(/ENOTFOUND/));
  });

  test("are asked for once per connection: an answer that changes later changes nothing", async () => {
    let lookups = 0;
    const rebinding: LookupAll = (_, __, done) => {
      const address = lookups++ === 0 ? "93.184.216.34" : "127.0.0.1";
      done(null, [{ address, family: 4 }]);
    };
    const fetch = nodeFetch({ lookup: loopbackNetwork(rebinding), ca: identity.cert });
    behaving(answering("one", { connection: "close" }));
    expect((await perform({}, { fetch })).body).toBe("one");
    expect(lookups).toBe(1);
    await expect(perform({}, { fetch })).rejects.toMatchObject(denied(/not public/));
    expect(received).toHaveLength(1);
  });
});

describe("certificates", () => {
  test("for another name are refused", async () => {
    const { lookup } = new FakeNames({ "example.org": ["93.184.216.34"] });
    await expect(perform({ url: at("/", "example.org") }, { lookup })).rejects.toMatchObject(
      failed(/ERR_TLS_CERT_ALTNAME_INVALID/),
    );
    expect(received).toEqual([]);
  });

  test("that nobody vouches for are refused", async () => {
    const refusal = perform({}, { ca: newIdentity("*.example.com").cert });
    await expect(refusal).rejects.toMatchObject(failed(/failed \([A-Z_]+\)/));
    expect(received).toEqual([]);
  });
});
