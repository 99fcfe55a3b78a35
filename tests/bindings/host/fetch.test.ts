import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EffectError, type FetchEffect } from "../../../bindings/js/host/effect.ts";
import { EngineCrashError, SluiceError } from "../../../bindings/js/errors.ts";
import { Ending } from "../../../bindings/js/host/ending.ts";
import { performFetch, type FetchedResponse, type FetchTools } from "../../../bindings/js/host/fetch.ts";
import type { Reveal } from "../../../bindings/js/host/reveal.ts";

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

type Answer = (sent: Sent, signal: AbortSignal) => Response | Promise<Response>;

/** A service that answers the n-th request with the n-th answer, and keeps what was sent. */
function service(...answers: Answer[]) {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = {
      url,
      method: init.method ?? "GET",
      headers: init.headers as Record<string, string>,
      body: init.body as string | undefined,
    };
    sent.push(request);
    expect(init.redirect).toBe("manual");
    const answer = answers[sent.length - 1];
    if (!answer) throw new Error("one request too many");
    return answer(request, init.signal as AbortSignal);
  };
  return { sent, fetch };
}

const redirect = (status: number, location: string) => () => new Response(null, { status, headers: { location } });
const text = (body: string, init?: ResponseInit) => () => new Response(body, init);

const effect = (changes: Partial<FetchEffect> = {}): FetchEffect => ({
  id: 1,
  kind: "fetch",
  scriptId: "s",
  url: "https://api.example.com/a",
  method: "GET",
  headers: {},
  ...changes,
});

function perform(
  fetch: FetchTools["fetch"],
  changes: Partial<FetchEffect> = {},
  tools: Partial<FetchTools> = {},
): Promise<FetchedResponse> {
  return performFetch(effect(changes), {
    fetch,
    policy: undefined,
    limits: { fetchMs: 3_000, fetchBytes: 1_000, fetchRedirects: 3 },
    depth: 0,
    reveal: async (_, texts) => texts.map(({ text: value }) => value),
    ending: new Ending(),
    ...tools,
  });
}

const denied = (message: RegExp | string) => ({ code: "fetch_denied", message: expect.stringMatching(message) });
const failed = (message: RegExp | string) => ({ code: "fetch_failed", message: expect.stringMatching(message) });

test("a response comes back with status, lower-case headers and text", async () => {
  const { fetch, sent } = service(text("höllo", { status: 404, headers: { "X-Request-ID": "7" } }));
  const request = { method: "post", headers: { "X-A": "1" }, body: "b" };
  await expect(perform(fetch, request)).resolves.toEqual({
    status: 404,
    headers: { "x-request-id": "7", "content-type": "text/plain;charset=UTF-8" },
    body: "höllo",
  });
  expect(sent).toEqual([{ url: "https://api.example.com/a", method: "POST", headers: { "x-a": "1" }, body: "b" }]);
});

test("the host's fetch is called as a plain function", async () => {
  let receiver: unknown = "not called";
  async function fetch(this: unknown): Promise<Response> {
    receiver = this;
    return new Response();
  }
  await perform(fetch);
  expect(receiver).toBeUndefined();
});

test("several values of a header are joined", async () => {
  const headers = new Headers([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
  ]);
  const { fetch } = service(() => new Response("", { headers }));
  expect((await perform(fetch)).headers["set-cookie"]).toBe("a=1, b=2");
});

test("bytes that are not UTF-8 become replacement characters", async () => {
  const { fetch } = service(() => new Response(new Uint8Array([0x61, 0xff, 0x62])));
  expect((await perform(fetch)).body).toBe("a\ufffdb");
});

describe("what may be requested", () => {
  const { fetch } = service();

  test("a URL that the policy refuses is not requested", async () => {
    await expect(perform(fetch, { url: "https://127.0.0.1/" })).rejects.toMatchObject(denied(/not a public address/));
  });

  test.each([
    "Host",
    "content-length",
    "Transfer-Encoding",
    "connection",
    "Proxy-Authorization",
    "upgrade",
    "Expect",
    "Sluice-Depth",
    "a b",
    "",
  ])("header %j cannot be set", async (name) => {
    await expect(perform(fetch, { headers: { [name]: "x" } })).rejects.toMatchObject(denied(/cannot be set/));
  });

  test.each(["a\r\nx: y", "a\nb", "a\u0000", "\u2713"])("a header cannot carry %j", async (value) => {
    await expect(perform(fetch, { headers: { "x-a": value } })).rejects.toMatchObject(denied(/HTTP cannot carry/));
  });

  test.each(["CONNECT", "trace", "TRACK"])("method %s is not allowed", async (method) => {
    await expect(perform(fetch, { method })).rejects.toMatchObject(denied(/method/));
  });

  test.each(["GET", "HEAD"])("%s cannot have a body", async (method) => {
    await expect(perform(fetch, { method, body: "" })).rejects.toMatchObject(denied(/cannot have a body/));
  });
});

describe("redirects", () => {
  test("three are followed", async () => {
    const { fetch, sent } = service(
      redirect(302, "/b"),
      redirect(301, "c"),
      redirect(307, "//api.example.com/d"),
      text("end"),
    );
    expect((await perform(fetch)).body).toBe("end");
    expect(sent.map(({ url }) => url)).toEqual(
      ["/a", "/b", "/c", "/d"].map((path) => `https://api.example.com${path}`),
    );
  });

  test("a fourth is a failure that names the limit", async () => {
    const { fetch, sent } = service(...["/1", "/2", "/3", "/4"].map((path) => redirect(302, path)));
    await expect(perform(fetch)).rejects.toMatchObject(failed(/3 redirects \(limit fetchRedirects\)/));
    expect(sent).toHaveLength(4);
  });

  test.each([
    ["a private address", "https://127.0.0.1/"],
    ["a private address without a scheme", "//169.254.169.254/latest"],
    ["a decimal loopback address", "https://2130706433/"],
    ["http", "http://api.example.com/"],
    ["file", "file:///etc/passwd"],
    ["user information", "https://user:pw@api.example.com/"],
    ["user information without a scheme", "//user:pw@api.example.com/"],
    ["an empty user without a scheme", "//@api.example.com/"],
    ["a host after three slashes", "///api.example.com/"],
    ["a host after the scheme alone", "https:api.example.com"],
    ["data", "data:text/plain,x"],
    ["a private name", "//localhost/"],
    ["a public host, written with backslashes", "\\\\api.example.com\\b"],
    ["a public host, written with a tab", "//api.exa\tmple.com/b"],
    ["another port", "https://api.example.com:22/"],
  ])("one to %s is refused", async (_, location) => {
    const { fetch, sent } = service(redirect(307, location));
    await expect(perform(fetch, { method: "POST", body: "x" })).rejects.toMatchObject(denied(/redirect was refused/));
    expect(sent).toHaveLength(1);
  });

  test("one without a location is an answer like any other", async () => {
    const { fetch } = service(() => new Response("moved?", { status: 302 }));
    await expect(perform(fetch)).resolves.toMatchObject({ status: 302, body: "moved?" });
  });

  test.each([
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [301, "PUT", "PUT"],
    [303, "PUT", "GET"],
    [303, "HEAD", "HEAD"],
    [307, "POST", "POST"],
    [308, "PATCH", "PATCH"],
  ])("%i turns %s into %s", async (status, method, next) => {
    const { fetch, sent } = service(redirect(status, "/b"), text(""));
    const body = method === "HEAD" ? {} : { body: "x" };
    await perform(fetch, { method, headers: { "Content-Type": "text/plain", "x-a": "1" }, ...body });
    const keepsBody = next === method && method !== "HEAD";
    expect(sent[1]).toMatchObject({ method: next, body: keepsBody ? "x" : undefined });
    expect(sent[1]?.headers).toEqual(next === method ? { "content-type": "text/plain", "x-a": "1" } : { "x-a": "1" });
  });

  const credentials = {
    Authorization: "Bearer t",
    Cookie: "a=1",
    "X-Api-Key": "k",
    "X-Auth-Token": "t",
    Accept: "a/b",
  };

  test("credentials stay behind when the origin changes, and do not come back with it", async () => {
    const { fetch, sent } = service(
      redirect(307, "https://other.example.com/"),
      redirect(307, "https://api.example.com/"),
      text(""),
    );
    await perform(fetch, { headers: credentials });
    expect(sent[1]?.headers).toEqual({ accept: "a/b" });
    expect(sent[2]?.headers).toEqual({ accept: "a/b" });
  });

  test("another port is another origin", async () => {
    const { fetch, sent } = service(redirect(307, "https://api.example.com:8443/"), text(""));
    await perform(fetch, { headers: credentials });
    expect(sent[1]?.headers).toEqual({ accept: "a/b" });
  });

  test("credentials go along within an origin", async () => {
    const { fetch, sent } = service(redirect(307, "/b"), text(""));
    await perform(fetch, { headers: { Authorization: "Bearer t" } });
    expect(sent[1]?.headers).toEqual({ authorization: "Bearer t" });
  });

  test("a host fetch that follows them by itself is refused", async () => {
    const followed = Object.defineProperty(new Response("x"), "redirected", { value: true });
    await expect(perform(service(() => followed).fetch)).rejects.toMatchObject(denied(/not checked/));
  });

  test("one that a browser hides is a failure", async () => {
    const hidden = Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
    await expect(perform(service(() => hidden).fetch)).rejects.toMatchObject(failed(/browsers/));
  });
});

describe("secrets bound to hosts", () => {
  /** Knows one secret, bound to api.example.com, and marks the form it is written in; as the core does it. */
  const reveal: Reveal = async (host, texts) =>
    texts.map(({ form, text: value }) => {
      if (!value.includes("PLACEHOLDER") && !(form === "carried" && value.includes("FREE"))) return value;
      if (form === "carried" || host !== "api.example.com") return null;
      return value.replaceAll("PLACEHOLDER", `s3cret-${form}`);
    });
  const bound = (what: string) => ({ code: "secret_bound", message: expect.stringContaining(what) });

  test.each([
    ["application/json", "json"],
    ["application/json; charset=utf-8", "json"],
    ["Text/JSON", "json"],
    ["application/problem+json", "json"],
    ["application/x-www-form-urlencoded", "percent"],
    ["text/plain", "plain"],
    ["application/jsonp", "plain"],
  ])("are put into URL, headers and a body of %s just before they are sent", async (type, form) => {
    const { fetch, sent } = service(text(""));
    const request = {
      url: "https://api.example.com/?k=PLACEHOLDER",
      headers: { "x-a": "PLACEHOLDER", "content-type": type },
      body: "PLACEHOLDER",
    };
    await perform(fetch, { method: "POST", ...request }, { reveal });
    expect(sent[0]).toMatchObject({
      url: "https://api.example.com/?k=s3cret-percent",
      headers: { "x-a": "s3cret-plain" },
      body: `s3cret-${form}`,
    });
  });

  test.each<[string, Partial<FetchEffect>]>([
    ["the URL", { url: "https://other.example.com/?k=PLACEHOLDER" }],
    ["a header", { headers: { "x-a": "PLACEHOLDER" } }],
    ["the body", { method: "POST", body: "PLACEHOLDER" }],
  ])("one in %s to another host is refused, and nothing is sent", async (_, request) => {
    const { fetch, sent } = service(text(""));
    const refusal = perform(fetch, { url: "https://other.example.com/", ...request }, { reveal });
    await expect(refusal).rejects.toMatchObject(bound("other.example.com"));
    expect(sent).toEqual([]);
  });

  test("one in a body does not follow a redirect to another host", async () => {
    const { fetch, sent } = service(redirect(307, "https://other.example.com/"), text(""));
    const refusal = perform(fetch, { method: "POST", body: "PLACEHOLDER" }, { reveal });
    await expect(refusal).rejects.toMatchObject(bound("other.example.com"));
    expect(sent).toHaveLength(1);
  });

  test("headers with any secret stay behind when the origin changes, and do not come back with it", async () => {
    const { fetch, sent } = service(
      redirect(302, "https://other.example.com/"),
      redirect(302, "https://api.example.com/"),
      text(""),
    );
    await perform(fetch, { headers: { "x-a": "PLACEHOLDER", "x-b": "FREE", "x-c": "c" } }, { reveal });
    expect(sent.map(({ headers }) => headers)).toEqual([
      { "x-a": "s3cret-plain", "x-b": "FREE", "x-c": "c" },
      { "x-c": "c" },
      { "x-c": "c" },
    ]);
  });

  test("they go along within an origin", async () => {
    const { fetch, sent } = service(redirect(307, "/b"), text(""));
    await perform(fetch, { method: "POST", headers: { "x-a": "PLACEHOLDER" }, body: "PLACEHOLDER" }, { reveal });
    expect(sent[1]).toMatchObject({ headers: { "x-a": "s3cret-plain" }, body: "s3cret-plain" });
  });

  test("a request that is too large with them is refused as the core says", async () => {
    const tooLarge = () => {
      throw new SluiceError("fetch_denied", "too large");
    };
    await expect(perform(service().fetch, {}, { reveal: tooLarge })).rejects.toMatchObject(denied(/too large/));
  });

  test("a crash of the core is no refusal", async () => {
    const crash = new EngineCrashError(new Error("trap"));
    const trap = () => {
      throw crash;
    };
    await expect(perform(service().fetch, {}, { reveal: trap })).rejects.toBe(crash);
  });

  test.each([
    ["leads to another origin", "evil.example.com/"],
    ["does not fit into a URL", "a b"],
  ])("one in the host position that %s is refused without telling it", async (_, value) => {
    const { fetch, sent } = service();
    const url = "https://api.example.com/PLACEHOLDER";
    const move: Reveal = async (_, texts) =>
      texts.map(({ text: before }) => before.replace("api.example.com/PLACEHOLDER", value));
    const problem = await perform(fetch, { url }, { reveal: move }).catch((error: unknown) => error);
    expect(problem).toMatchObject(denied(/does not fit/));
    expect(String(problem)).not.toContain(value);
    expect(sent).toEqual([]);
  });
});

describe("calls to the deployment's own origins", () => {
  const policy = { ownOrigins: ["https://api.example.com"] };

  test.each([
    [0, "1"],
    [1, "2"],
    [2, "3"],
  ])("from a run at depth %i say depth %s", async (depth, said) => {
    const { fetch, sent } = service(text(""));
    await perform(fetch, {}, { policy, depth });
    expect(sent[0]?.headers).toEqual({ "sluice-depth": said });
  });

  test("are refused at the deepest, before anything is sent", async () => {
    const { fetch, sent } = service();
    await expect(perform(fetch, {}, { policy, depth: 3 })).rejects.toMatchObject(denied(/3 triggers deep/));
    expect(sent).toEqual([]);
  });

  test("are known with a trailing dot and the usual port too", async () => {
    const { fetch } = service();
    const url = "https://API.example.com.:443/";
    await expect(perform(fetch, { url }, { policy, depth: 3 })).rejects.toMatchObject(denied(/deep/));
  });

  test.each(["https://other.example.com/", "https://api.example.com:8443/", "https://a.api.example.com/"])(
    "%s is none of them, however deep the run",
    async (url) => {
      const { fetch, sent } = service(text(""));
      await perform(fetch, { url }, { policy, depth: 3 });
      expect(sent[0]?.headers).toEqual({});
    },
  );

  test("are counted when a redirect leads there, and no longer when one leads away", async () => {
    const { fetch, sent } = service(
      redirect(302, "https://api.example.com/"),
      redirect(302, "https://other.example.com/"),
      text(""),
    );
    await perform(fetch, { url: "https://first.example.com/" }, { policy, depth: 1 });
    expect(sent.map(({ headers }) => headers)).toEqual([{}, { "sluice-depth": "2" }, {}]);
  });

  test("a redirect there is refused at the deepest", async () => {
    const { fetch, sent } = service(redirect(302, "https://api.example.com/"));
    const refusal = perform(fetch, { url: "https://first.example.com/" }, { policy, depth: 3 });
    await expect(refusal).rejects.toMatchObject(denied(/deep/));
    expect(sent).toHaveLength(1);
  });
});

test.each([300, 304, 305, 306])("%i is an answer, whatever location it names", async (status) => {
  const { fetch, sent } = service(redirect(status, "https://127.0.0.1/"));
  expect(await perform(fetch)).toMatchObject({ status });
  expect(sent).toHaveLength(1);
});

test("a refresh is never followed", async () => {
  const { fetch, sent } = service(text("x", { headers: { refresh: "0; url=https://other.example.com/" } }));
  expect(await perform(fetch)).toMatchObject({ status: 200, body: "x" });
  expect(sent).toHaveLength(1);
});

test("a service that switches protocols is a failure", async () => {
  const switched = Object.defineProperty(new Response(null), "status", { value: 101 });
  await expect(perform(service(() => switched).fetch)).rejects.toMatchObject(failed(/switched protocols/));
});

describe("failures", () => {
  test("tell the platform's code, and nothing of its message", async () => {
    const cause = Object.assign(new Error("connect to s3cret"), { code: "ECONNREFUSED" });
    const fetch = () => Promise.reject(new TypeError("https://api.example.com/?key=s3cret", { cause }));
    await expect(perform(fetch)).rejects.toMatchObject({
      code: "fetch_failed",
      message: "the request to api.example.com failed (ECONNREFUSED)",
    });
  });

  test("that the host's fetch explains to scripts are passed on", async () => {
    const refusal = new EffectError("fetch_denied", "api.example.com resolves to an address that is not public");
    await expect(perform(() => Promise.reject(refusal))).rejects.toBe(refusal);
  });

  test("without a code just name the host", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    await expect(perform(fetch)).rejects.toMatchObject({ message: "the request to api.example.com failed" });
  });

  test("in the middle of a body are failures too", async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("reset by s3cret")) });
    await expect(perform(service(() => new Response(broken)).fetch)).rejects.toMatchObject({
      code: "fetch_failed",
      message: "api.example.com broke off its answer",
    });
  });

  test("too many response headers are one", async () => {
    const headers = Object.fromEntries(Array.from({ length: 129 }, (_, index) => [`x-${index}`, "1"]));
    await expect(perform(service(() => new Response(null, { headers })).fetch)).rejects.toMatchObject(
      failed(/headers/),
    );
  });

  test("too large response headers are one", async () => {
    const headers = { "x-a": "a".repeat(32_768) };
    await expect(perform(service(() => new Response(null, { headers })).fetch)).rejects.toMatchObject(
      failed(/headers/),
    );
  });
});

describe("the size of a body", () => {
  const limits = { fetchMs: 3_000, fetchBytes: 10, fetchRedirects: 3 };

  test.each([[9], [10]])("%i of 10 bytes pass", async (length) => {
    const { fetch } = service(text("a".repeat(length)));
    expect((await perform(fetch, {}, { limits })).body).toHaveLength(length);
  });

  test("one byte more is a failure that names the limit", async () => {
    const { fetch } = service(text("a".repeat(11)));
    await expect(perform(fetch, {}, { limits })).rejects.toMatchObject(failed(/10 bytes \(limit fetchBytes\)/));
  });

  test("bytes are counted, not characters", async () => {
    await expect(perform(service(text("ääääää")).fetch, {}, { limits })).rejects.toMatchObject(failed(/fetchBytes/));
  });

  test("a body without end is cut off as soon as it is too large", async () => {
    let pulls = 0;
    const cancel = vi.fn();
    const endless = new ReadableStream({
      pull(controller) {
        pulls++;
        controller.enqueue(new Uint8Array(4));
      },
      cancel,
    });
    await expect(perform(service(() => new Response(endless)).fetch, {}, { limits })).rejects.toMatchObject(
      failed(/fetchBytes/),
    );
    expect(cancel).toHaveBeenCalledOnce();
    expect(pulls).toBeLessThan(6);
  });

  test("a declared size over the limit is refused without reading", async () => {
    const pull = vi.fn();
    const body = new ReadableStream({ pull }, { highWaterMark: 0 });
    const { fetch } = service(() => new Response(body, { headers: { "content-length": "11" } }));
    await expect(perform(fetch, {}, { limits })).rejects.toMatchObject(failed(/fetchBytes/));
    expect(pull).not.toHaveBeenCalled();
  });

  test("HEAD may declare any size", async () => {
    const { fetch } = service(() => new Response(null, { headers: { "content-length": "5000" } }));
    await expect(perform(fetch, { method: "HEAD" }, { limits })).resolves.toMatchObject({ status: 200, body: "" });
  });
});

describe("the deadline", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const never = () => new Promise<Response>(() => undefined);

  test("ends a host fetch that never answers and does not heed its signal", async () => {
    const outcome = expect(perform(never)).rejects.toMatchObject(failed(/within 3000 ms/));
    await vi.advanceTimersByTimeAsync(3_000);
    await outcome;
    expect(vi.getTimerCount()).toBe(0);
  });

  test("has not come a millisecond earlier", async () => {
    const settled = vi.fn();
    perform(never).catch(settled);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledOnce();
  });

  test("covers the body", async () => {
    const dripping = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) });
    const outcome = expect(perform(service(() => new Response(dripping)).fetch)).rejects.toMatchObject(
      failed(/within/),
    );
    await vi.advanceTimersByTimeAsync(3_000);
    await outcome;
  });

  test("covers all hops together", async () => {
    const slowly = (answer: () => Response) => async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_600));
      return answer();
    };
    const { fetch } = service(slowly(redirect(302, "/b")), slowly(text("late")));
    const outcome = expect(perform(fetch)).rejects.toMatchObject(failed(/within/));
    await vi.advanceTimersByTimeAsync(3_000);
    await outcome;
  });

  test("aborts the request", async () => {
    let signal: AbortSignal | undefined;
    const { fetch } = service((_, given) => {
      signal = given;
      return never();
    });
    const outcome = expect(perform(fetch)).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(3_000);
    await outcome;
    expect(signal?.aborted).toBe(true);
  });

  test("leaves no timer when the answer is in time", async () => {
    await perform(service(text("quick")).fetch);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("the end of the execution ends the request", async () => {
    const ending = new Ending();
    let signal: AbortSignal | undefined;
    const { fetch } = service((_, given) => {
      signal = given;
      return never();
    });
    const outcome = expect(perform(fetch, {}, { ending })).rejects.toThrow("the execution has ended");
    await vi.advanceTimersByTimeAsync(0);
    ending.come();
    await outcome;
    expect(signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("nothing is sent once the execution has ended", async () => {
    const { fetch, sent } = service(text(""));
    const ending = new Ending();
    ending.come();
    await expect(perform(fetch, {}, { ending })).rejects.toThrow("the execution has ended");
    expect(sent).toEqual([]);
  });
});
