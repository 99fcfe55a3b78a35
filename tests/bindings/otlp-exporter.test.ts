import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createEngine, memoryStore, createControl, otlpExporter, type EngineOptions } from "sluice";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { otlpSpans, type OtlpSpan } from "../support/otlp.ts";

/** What a strict collector took, what it refused as no OTLP/JSON, and what it is to answer to the rest. */
const received: { headers: IncomingMessage["headers"]; spans: OtlpSpan[] }[] = [];
const refused: string[] = [];
let answer: { status: number; body: string } | "nothing" = { status: 200, body: "{}" };
let collector: Server;
let url = "";

beforeAll(async () => {
  collector = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => void (text += String(part)));
    request.on("end", () => {
      try {
        received.push({ headers: request.headers, spans: otlpSpans(text) });
      } catch (error) {
        refused.push(String(error));
        response.writeHead(400).end();
        return;
      }
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
  received.length = refused.length = 0;
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
    expect(refused).toEqual([]);
    expect(received).toHaveLength(1);
    const [{ headers, spans } = { headers: {}, spans: [] }] = received;
    expect(headers).toMatchObject({ "content-type": "application/json", "x-tenant": "acme" });
    expect(spans.map((span) => span.traceId)).toEqual(spans.map(() => traceId));
    expect(spans.at(-1)?.status).toEqual(status);
    expect(engine.stats()).toMatchObject({ failedExports: 0, failedSaves: 0, pending: 0 });
  });

  test("pushes logs, attributes of every kind, spans within spans and fetches so that a strict collector takes them", async () => {
    const code = `
      helpers.log("warn", "one", 2, true)
      helpers.trace("outer", { text = "t", whole = 7, half = 1.5, yes = true }, function()
        helpers.trace("inner", function() pcall(helpers.fetch, "https://api.example.com/") end)
      end)
      return { data = { n = 1, deep = { list = { 1, "a", {} }, yes = true, half = 1.5 } } }`;
    const fetch = async (): Promise<Response> => Response.json({});
    const { engine } = await deploy({ fetch, exporter: otlpExporter({ url }) }, code);
    expect(await engine.run("token_build", { token: {} }, { userId: "u1" })).toMatchObject({ allowed: true });
    await engine.close();
    expect(refused).toEqual([]);
    const names = received.flatMap(({ spans }) => spans.map(({ name }) => name));
    expect(names).toEqual(expect.arrayContaining(["token_build", "outer", "inner", "GET"]));
    expect(received[0]!.spans.flatMap(({ events = [] }) => events)).toHaveLength(1);
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
