import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createEngine, memoryStore, createControl, otlpExporter, type EngineOptions } from "sluice";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

/** What a collector got, and what it is to answer. */
const received: { headers: IncomingMessage["headers"]; body: unknown }[] = [];
let answer: { status: number; body: string } | "nothing" = { status: 200, body: "{}" };
let collector: Server;
let url = "";

beforeAll(async () => {
  collector = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => void (text += String(part)));
    request.on("end", () => {
      received.push({ headers: request.headers, body: JSON.parse(text) });
      if (answer !== "nothing") response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`;
});
afterAll(() => {
  collector.closeAllConnections();
  collector.close();
});
beforeEach(() => {
  received.length = 0;
  answer = { status: 200, body: "{}" };
});

async function deploy(options: EngineOptions, code: string) {
  const store = memoryStore();
  const control = createControl({ store, actor: "test" });
  await control.scripts.save({ id: "a", code });
  await control.pipelines.publish({ trigger: "token_build", layers: [["a"]] });
  const faults: string[] = [];
  const engine = await createEngine({ store, onError: ({ during, error }) => void faults.push(`${during}: ${error.message}`), ...options });
  return { engine, control, faults };
}

const ok = "return { data = { n = 1 } }";

describe("an exporter", () => {
  test.each([
    ["a success", ok, { code: 0 }],
    ["a deny", 'return { allowed = false, error = "no" }', { code: 0 }],
    ["a failure", 'error("broken")', { code: 2, message: expect.stringContaining("broken") }],
  ])("pushes the trace of %s once, as OTLP/JSON has it", async (_what, code, status) => {
    const { engine } = await deploy({ exporter: otlpExporter({ url, headers: { "x-tenant": "acme" } }) }, code);
    const { traceId } = await engine.run("token_build", { token: {} });
    await engine.close();
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: undefined }] = received;
    expect(headers).toMatchObject({ "content-type": "application/json", "x-tenant": "acme" });
    const spans = spansOf(body);
    expect(spans.map((span) => span.traceId)).toEqual(spans.map(() => traceId));
    expect(spans.at(-1)?.status).toEqual(status);
    expect(engine.stats()).toMatchObject({ failedExports: 0, failedSaves: 0, pending: 0 });
  });

  test.each([
    ["is refused", { status: 503, body: "" }, "the collector answered 503"],
    ["is refused in part", { status: 200, body: '{"partialSuccess":{"rejectedSpans":"2"}}' }, "the collector refused 2 spans"],
    ["is not answered in time", "nothing" as const, "the collector did not answer within 50 ms"],
  ])("counts a trace that %s, which changes no outcome and does not keep it from being saved", async (_what, says, fault) => {
    answer = says;
    const { engine, control, faults } = await deploy({ exporter: otlpExporter({ url, ...(says === "nothing" && { timeoutMs: 50 }) }) }, ok);
    const outcome = await engine.run("token_build", { token: {} });
    await engine.close();
    expect(outcome).toMatchObject({ allowed: true, data: { n: 1 } });
    expect(engine.stats()).toMatchObject({ failedExports: 1, failedSaves: 0 });
    expect(faults).toEqual([`exporting a trace: ${fault}`]);
    expect(await control.traces.get(outcome.traceId!)).toMatchObject({ id: outcome.traceId });
  });

  test("takes an answer that says nothing was refused for a success", async () => {
    answer = { status: 200, body: '{"partialSuccess":{"rejectedSpans":"0","errorMessage":"slow down"}}' };
    const { engine } = await deploy({ exporter: otlpExporter({ url }) }, ok);
    await engine.run("token_build", { token: {} });
    await engine.close();
    expect(engine.stats().failedExports).toBe(0);
  });

  test("does not delay the outcome, and is handed to waitUntil", async () => {
    answer = "nothing";
    const { engine } = await deploy({ exporter: otlpExporter({ url, timeoutMs: 50 }) }, ok);
    const work: Promise<unknown>[] = [];
    await engine.run("token_build", { token: {} }, { waitUntil: (promise) => void work.push(promise) });
    expect(work).toHaveLength(2);
    await Promise.all(work);
    expect(engine.stats().failedExports).toBe(1);
  });

  test("needs a URL that is one", () => {
    expect(() => otlpExporter({ url: "collector" })).toThrow(TypeError);
  });
});

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: object;
}

/** The spans of an ExportTraceServiceRequest, each held to the form that OTLP/JSON gives it. */
function spansOf(request: unknown): OtlpSpan[] {
  const { resourceSpans } = request as { resourceSpans: { resource: object; scopeSpans: { spans: OtlpSpan[] }[] }[] };
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  expect(spans.length).toBeGreaterThan(0);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  expect(ids.size).toBe(spans.length);
  for (const span of spans) {
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    if (span.parentSpanId !== undefined) expect(ids).toContain(span.parentSpanId);
    expect(span.name).not.toBe("");
    expect([1, 2, 3]).toContain(span.kind);
    for (const time of [span.startTimeUnixNano, span.endTimeUnixNano]) expect(time).toMatch(/^[1-9]\d{17,18}$/);
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
  }
  return spans;
}
