import { createControl, createEngine, memoryStore, SluiceError, type ExecuteOptions, type Journal, type Plan } from "sluice";
import { cases } from "virtual:cases";
import { beforeAll, describe, expect, test } from "vitest";
import { loadWasm } from "../../dist/module/node.js";
import type { EngineInstance } from "../../dist/engine-instance.js";
import { maxJournalBytes } from "../../dist/journal.js";
import { observe } from "../support/run-case.ts";
import { startProbe } from "../support/start-probe.ts";

const canary = "canary/Value+42";
const url = "https://a.example.com/";
const fetchCode = `local r = helpers.fetch(context.url) return {data = {body = r.body, at = helpers.now(), id = helpers.uuid()}}`;

const planOf = (...codes: string[]): Plan => ({
  trigger: "check",
  mode: "blocking",
  layers: codes.map((code, layer) => [{ id: `s${layer}`, code }]),
});
const noCalls = () => {
  throw new Error("a replay called out");
};
const storeless = () => createEngine({ fetch: noCalls });

/** Executes with everything recorded; `answer` makes the body of each response. */
async function record(
  plan: Plan,
  context: object,
  { answer = () => "{}", ...options }: ExecuteOptions & { answer?: (init: RequestInit, url: string) => string } = {},
) {
  const engine = await createEngine();
  const fetch = async (to: string, init: RequestInit) => {
    return new Response(answer(init, to), { headers: { "content-type": "application/json" } });
  };
  const { journal, ...executed } = await engine.execute(plan, context, { fetch, ...options, record: true });
  // What is replayed has been stored meanwhile.
  return { ...executed, journal: JSON.parse(JSON.stringify(journal)) as Journal };
}

describe("every case of tests/cases, recorded and replayed in an engine that can call nothing", () => {
  let probe: EngineInstance;
  beforeAll(async () => void (probe = await startProbe(loadWasm)));

  test.for(cases.filter((one) => one.case.plan !== undefined))("$name", async (one) => {
    const { env, limits, secrets = {} } = one.case.host ?? {};
    const tools = { engine: await createEngine(), createEngine, probe };
    const { result } = await observe(one.case, tools, { record: true });
    if (result instanceof SluiceError) return;
    const replaying = await createEngine({ fetch: noCalls, ...(env && { env }), ...(limits && { limits }) });
    const plan = one.case.plan as unknown as Plan;
    const replayed = await replaying.replay(JSON.parse(JSON.stringify(result.journal)) as Journal, { plan, secrets });
    const { missing } = result.journal!;
    expect(replayed.exact).toBe(missing.length === 0);
    expect(replayed.reasons.slice(0, 1)).toEqual(missing.map((sentence) => `the journal is incomplete: ${sentence}`));
    // With a body of the largest size there is no room for anything else.
    if (missing.some((sentence) => sentence.includes("left out"))) return;
    expect(JSON.stringify(replayed.outcome)).toBe(JSON.stringify(result.outcome));
    if (result.trace) {
      expect(probe.convertTrace("canonical", replayed.trace!)).toEqual(probe.convertTrace("canonical", result.trace));
    }
  });
});

describe("a journal", () => {
  test("is made only when it is asked for", async () => {
    expect(await (await createEngine()).execute(planOf("return {}"), {})).not.toHaveProperty("journal");
  });

  test("holds the context, what was asked for, and what came back", async () => {
    const { journal, trace } = await record(planOf(fetchCode), { url }, { userId: "u", answer: () => '{"n":1}' });
    expect(journal).toMatchObject({
      version: 1,
      trigger: "check",
      planHash: trace?.planHash,
      traceId: trace?.id,
      userId: "u",
      context: { url },
      turns: [{ answers: [{ effect: { kind: "fetch", url }, reply: { ok: true, value: { body: '{"n":1}' } } }] }],
      unanswered: [],
      missing: [],
    });
  });

  const sending = (path: string) => planOf(`
    local value = helpers.secret("KEY")
    local r = helpers.fetch("https://a.example.com/" .. ${path}, {
      method = "POST", headers = {authorization = value}, body = "key=" .. value})
    return {data = {n = #r.text}}`);

  test.each<[string, string, ExecuteOptions["secrets"]]>([
    ["a script reads", "helpers.base64.encode(value)", { KEY: canary }],
    ["that is bound to hosts", '"path"', { KEY: { value: canary, hosts: ["a.example.com"] } }],
  ])("never holds the value of a secret %s, also not where a service echoes it", async (_, path, secrets) => {
    const secretPlan = sending(path);
    const answer = (init: RequestInit) => `echo ${String(init.body)} ${JSON.stringify(init.headers)} ${btoa(canary)}`;
    const { journal } = await record(secretPlan, { typed: canary }, { secrets: secrets!, answer });
    const text = JSON.stringify(journal);
    for (const form of [canary, btoa(canary), encodeURIComponent(canary)]) expect(text).not.toContain(form);
    expect(text).toContain("[secret KEY]");
    expect(journal.missing).toEqual([expect.stringContaining("masked")]);
    const replayed = await (await storeless()).replay(journal, { plan: secretPlan, secrets: secrets! });
    expect(replayed).toMatchObject({ exact: false, outcome: { allowed: true } });
  });

  test("of more than 1 MB leaves out what does not fit, says so, and what is left can be replayed", async () => {
    const plan = planOf(`
      local big = helpers.fetch("https://a.example.com/big")
      local small = helpers.fetch("https://a.example.com/small")
      return {data = {big = big.ok, small = small.body.n}}`);
    const answer = (_: RequestInit, to: string) => (to.endsWith("big") ? `"${"é".repeat(524_280)}"` : '{"n":7}');
    const options = { answer, limits: { memoryBytes: 4_194_304 } };
    const whole = await record(plan, {}, options);
    expect(whole.journal.missing).toEqual([expect.stringContaining("1 of its parts")]);
    expect(new TextEncoder().encode(JSON.stringify(whole.journal)).length).toBeLessThanOrEqual(maxJournalBytes);
    const replayed = await (await storeless()).replay(whole.journal, { plan, limits: options.limits });
    expect(replayed).toMatchObject({ exact: false, outcome: { allowed: false, code: "fetch_failed" } });
    expect(replayed.reasons.join()).toContain("/big was asked for and not recorded");
  });
});

describe("a replay", () => {
  test("with a changed script gives the recorded answer to the same request", async () => {
    const { journal } = await record(planOf(fetchCode), { url }, { answer: () => '{"n":1}' });
    const plan = planOf(`return {data = {n = helpers.fetch("${url}", {headers = {["x-new"] = "1"}}).body.n + 1}}`);
    const { outcome, exact, reasons } = await (await storeless()).replay(journal, { plan });
    expect(outcome).toEqual({ allowed: true, data: { n: 2 } });
    expect(exact).toBe(false);
    expect(reasons).toEqual([
      "the plan is not the one that was recorded",
      expect.stringContaining("said something else than the recorded request"),
    ]);
  });

  test("answers what was not recorded with an error, and calls nothing", async () => {
    const { journal } = await record(planOf("return {}"), {});
    const plan = planOf(`
      local ok, fault = pcall(helpers.fetch, "https://new.example.com/")
      local known, why = pcall(helpers.secret, "NEW_KEY")
      return {data = {ok = ok, fault = tostring(fault), known = known, why = tostring(why)}}`);
    const { outcome, reasons } = await (await storeless()).replay(journal, { plan });
    expect(outcome).toMatchObject({ data: { ok: false, known: false } });
    expect(JSON.stringify(outcome)).toContain("the journal that is replayed has no answer to this fetch");
    expect(reasons).toEqual([
      "the plan is not the one that was recorded",
      "s0: GET https://new.example.com/ was asked for and not recorded",
      "s0: secret NEW_KEY was asked for and not recorded",
    ]);
  });

  test("gives each recorded answer once", async () => {
    const { journal } = await record(planOf(fetchCode), { url });
    const plan = planOf(`helpers.fetch("${url}") return {data = {again = (pcall(helpers.fetch, "${url}"))}}`);
    expect((await (await storeless()).replay(journal, { plan })).outcome).toMatchObject({ data: { again: false } });
  });

  test("gives answers in another order than they were recorded in", async () => {
    const two = (a: string, b: string) => planOf(`
      local first, second = helpers.fetch("${url}${a}"), helpers.fetch("${url}${b}")
      return {data = {["${a}"] = first.text, ["${b}"] = second.text}}`);
    const answer = (_: RequestInit, to: string) => `text of ${to.slice(-1)}`;
    const { journal, outcome } = await record(two("1", "2"), {}, { answer });
    expect((await (await storeless()).replay(journal, { plan: two("2", "1") })).outcome).toEqual(outcome);
  });

  const reading = planOf(`return {data = {tag = helpers.hmac("x", helpers.secret("KEY"))}}`);

  test.each([
    ["the same value", { KEY: canary }, true, []],
    ["another value", { KEY: "another value" }, false, [expect.stringContaining("the value of a secret")]],
    ["no value", {}, false, ["the value of secret KEY was not handed in"]],
  ])("with %s of a secret that decides", async (_, secrets, exact, reasons) => {
    const { journal } = await record(reading, {}, { secrets: { KEY: canary } });
    expect(await (await storeless()).replay(journal, { plan: reading, secrets })).toMatchObject({ exact, reasons });
  });

  test("is exact without the value of a bound secret that was only sent", async () => {
    const plan = planOf(`helpers.fetch("${url}", {headers = {a = helpers.secret("KEY")}})`);
    const { journal } = await record(plan, {}, { secrets: { KEY: { value: canary, hosts: ["a.example.com"] } } });
    expect(await (await storeless()).replay(journal, { plan })).toMatchObject({ exact: true, reasons: [] });
  });

  test("by another engine, or in another environment, is not called exact", async () => {
    const plan = planOf(`return {data = {e = helpers.env("REGION") or "none"}}`);
    const { journal } = await record(plan, {});
    const elsewhere = await createEngine({ env: { REGION: "eu" } });
    expect(await elsewhere.replay(journal, { plan })).toMatchObject({
      exact: false,
      reasons: [expect.stringContaining("env or limits")],
    });
    const other = { ...journal, engineHash: "f".repeat(64) };
    expect(await (await storeless()).replay(other, { plan })).toMatchObject({
      exact: false,
      reasons: [expect.stringContaining("another engine")],
    });
  });

  test("finds a published plan in the store", async () => {
    const store = memoryStore();
    const control = createControl({ store, actor: "ada" });
    await control.scripts.save({ id: "a", code: "return {data = {n = 1}}" });
    const { planHash } = await control.pipelines.publish({ trigger: "before_signup", layers: [["a"]] }, { sample: { email: "a@b.co" } });
    const plan = JSON.parse((await store.get(`sluice:plan:${planHash}`))!) as Plan;
    const { journal } = await record(plan, { email: "a@b.co" });
    const engine = await createEngine({ store });
    expect(await engine.replay(journal)).toMatchObject({ exact: true, outcome: { data: { n: 1 } } });
    expect(engine.stats().pending).toBe(0);
    const missing = { ...journal, planHash: "0".repeat(64) };
    await expect(engine.replay(missing)).rejects.toMatchObject({ code: "not_replayable", field: "journal.planHash" });
  });
});

describe("what is no journal is refused with the field", () => {
  let journal: Journal;
  beforeAll(async () => void ({ journal } = await record(planOf(fetchCode), { url })));
  const refused = async (made: unknown, field: string) => {
    const engine = await storeless();
    const replaying = engine.replay(made as Journal, { plan: planOf(fetchCode) });
    await expect(replaying).rejects.toMatchObject({ code: "not_replayable", field });
    await engine.close();
  };

  test.each<[string, (whole: any) => unknown, string]>([
    ["nothing", () => undefined, "journal"],
    ["a text", () => "journal", "journal"],
    ["a newer format", (whole) => ({ ...whole, version: 2 }), "journal.version"],
    ["an unknown member", (whole) => ({ ...whole, more: 1 }), "journal"],
    ["a seed of other digits", (whole) => ({ ...whole, seed: "X".repeat(16) }), "journal.seed"],
    ["a context that is a list", (whole) => ({ ...whole, context: [] }), "journal.context"],
    ["turns that are none", (whole) => ({ ...whole, turns: [{}] }), "journal.turns[0].now"],
    ["an answer of another kind", (whole) => {
      const copy = structuredClone(whole);
      copy.turns[0].answers[0].reply.value = { allowed: true, remaining: 1, resetAt: 1 };
      return copy;
    }, "journal.turns[0].answers[0]"],
    ["a context that the core refuses", (whole) => ({ ...whole, context: { a: "x".repeat(70_000) } }), "journal.context"],
    ["more than a megabyte", (whole) => ({ ...whole, trigger: "x".repeat(1_100_000) }), "journal"],
    ["something circular", (whole) => {
      const copy = { ...whole };
      copy.context = copy;
      return copy;
    }, "journal"],
  ])("%s", (_, change, field) => refused(change(journal), field));

  test("a journal whose plan cannot be had says so", async () => {
    await expect((await storeless()).replay(journal)).rejects.toMatchObject({
      code: "not_replayable",
      message: expect.stringContaining("hand it in"),
    });
  });
});
