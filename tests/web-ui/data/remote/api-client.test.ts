import { SluiceError } from "sluice";
import { describe, expect, test } from "vitest";

import { ApiClient, pathOf, ServiceError } from "sluice/remote";

interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Record<string, string>;
  readonly type?: string;
}

const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { code, title: "Title.", requestId: "r-1", ...more },
  headers,
  type: "application/problem+json",
});

/** A client whose requests are answered one after another; "none" = nobody answers. */
function clientWith(...answers: (Answer | "none")[]) {
  const asked: Request[] = [];
  const waits: number[] = [];
  const client = new ApiClient({
    origin: "https://sluice.test",
    credentials: () => ({ token: "t".repeat(32), actor: "ada" }),
    wait: async (ms) => void waits.push(ms),
    fetch: async (request) => {
      asked.push(request);
      const answer = answers[Math.min(asked.length, answers.length) - 1]!;
      if (answer === "none") throw new TypeError("Failed to fetch");
      const { status, body, headers, type = "application/json" } = answer;
      return new Response(body ? JSON.stringify(body) : null, {
        status,
        headers: { "content-type": type, ...headers },
      });
    },
  });
  return { client, asked, waits };
}

describe("a read", () => {
  test("carries the token and the name of who asks, and the parameters that are there", async () => {
    const { client, asked } = clientWith({ status: 200, body: { traces: [] } });
    await client.get("traces", { query: { status: "error", trigger: undefined, limit: 5 } });
    expect(asked[0]).toMatchObject({
      method: "GET",
      url: "https://sluice.test/v1/traces?status=error&limit=5",
      cache: "no-store",
    });
    expect(asked[0]!.headers.get("authorization")).toBe(`Bearer ${"t".repeat(32)}`);
    expect(asked[0]!.headers.get("sluice-actor")).toBe("ada");
  });

  test("is tried three times where nobody answers, longer apart each time", async () => {
    const { client, asked, waits } = clientWith("none", problem(503, "store_unavailable"), {
      status: 200,
      body: { ok: true },
    });
    expect(await client.get("scripts")).toEqual({ ok: true });
    expect([asked.length, waits]).toEqual([3, [300, 600]]);
  });

  test("is given up after the third try, as unreachable", async () => {
    const { client, asked } = clientWith("none");
    await expect(client.get("scripts")).rejects.toMatchObject({ code: "unreachable" });
    expect(asked).toHaveLength(3);
  });

  test("waits as long as it is told to, unless that is too long", async () => {
    const soon = clientWith(problem(429, "too_many_requests", {}, { "retry-after": "2" }), { status: 200, body: {} });
    await soon.client.get("scripts");
    expect(soon.waits).toEqual([2_000]);
    const late = clientWith(problem(429, "too_many_requests", {}, { "retry-after": "60" }));
    await expect(late.client.get("scripts")).rejects.toMatchObject({ code: "too_many_requests", retryAfterMs: 60_000 });
    expect(late.asked).toHaveLength(1);
  });

  test("is not tried again when it was refused", async () => {
    const { client, asked } = clientWith(problem(403, "forbidden", { detail: "It takes the role read." }));
    await expect(client.get("scripts")).rejects.toMatchObject({
      code: "forbidden",
      message: "It takes the role read.",
      requestId: "r-1",
    });
    expect(asked).toHaveLength(1);
  });

  test("finds nothing where there is nothing of that name, and fails where there is no such address", async () => {
    expect(await clientWith(problem(404, "not_found")).client.find("scripts/x")).toBeNull();
    await expect(clientWith(problem(404, "no_route")).client.find("nowhere")).rejects.toMatchObject({
      code: "no_route",
    });
  });

  test("ends with the reason of whoever aborts it", async () => {
    const { client, asked } = clientWith("none");
    const signal = AbortSignal.abort(new Error("gone"));
    await expect(client.get("scripts", { signal })).rejects.toThrow("gone");
    expect(asked).toHaveLength(1);
  });

  test("of something between that is no worker is unreachable, or a fault", async () => {
    const html = (status: number): Answer => ({ status, body: {}, type: "text/html" });
    await expect(clientWith(html(502)).client.get("scripts")).rejects.toMatchObject({ code: "unreachable" });
    await expect(clientWith(html(404)).client.get("scripts")).rejects.toMatchObject({ code: "internal_error" });
  });
});

describe("a change", () => {
  test("is sent once, whatever comes of it", async () => {
    const { client, asked } = clientWith("none");
    await expect(client.send("PUT", "scripts/x", { body: {} })).rejects.toBeInstanceOf(ServiceError);
    expect(asked).toHaveLength(1);
  });

  test.each([
    [undefined, null, null],
    [0, null, "*"],
    [7, '"7"', null],
  ])("made to version %s is sent as such", async (seen, match, noneMatch) => {
    const { client, asked } = clientWith({ status: 200, body: {} });
    await client.send("PUT", "scripts/x", { body: { code: "" }, seen });
    expect([asked[0]!.headers.get("if-match"), asked[0]!.headers.get("if-none-match")]).toEqual([match, noneMatch]);
  });

  test("that the catalog has a code for is refused with it, its field and its problems", async () => {
    const problems = [{ kind: "in_use", message: "before_signup names it.", nodes: ["before_signup"] }];
    const { client } = clientWith(problem(409, "conflict", { detail: "In use.", field: "version", problems }));
    const refused = client.remove("scripts/x", {});
    await expect(refused).rejects.toBeInstanceOf(SluiceError);
    await expect(refused).rejects.toMatchObject({ code: "conflict", message: "In use.", field: "version", problems });
  });

  test("can be made in the name of somebody else", async () => {
    const { client, asked } = clientWith({ status: 204 });
    expect(await client.as("bob").remove("scripts/x", {})).toBe(true);
    expect(asked[0]!.headers.get("sluice-actor")).toBe("bob");
  });
});

test("names in an address cannot become other parts of it", () => {
  expect(pathOf("scripts", "../secrets", "a b", 3)).toBe("scripts/..%2Fsecrets/a%20b/3");
});
