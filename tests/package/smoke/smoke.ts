// What every runtime has to do in the same way: one suite for all of them, which imports nothing but the package and
// asserts by hand. Only its types are taken off before it runs.
import type { Control, ControlOptions, Engine, EngineOptions, Fetch, Plan } from "sluice";
import { runCases } from "sluice/cases";
import type { LanguageServer, NodeWorker, WebWorker } from "sluice/language";
import { workerTransport } from "sluice/language";
import { memoryStore } from "sluice/stores/memory";

/** What differs from runtime to runtime. */
export interface Kit {
  readonly createEngine: (options?: EngineOptions) => Promise<Engine>;
  readonly createControl: (options: ControlOptions) => Control;
  readonly createLanguageServer: () => Promise<LanguageServer>;
  /** Starts `sluice/language/worker`, where there are workers. */
  readonly openWorker?: () => WebWorker | NodeWorker;
}

/** "passed" for each check, or what went wrong in it. */
export type Verdicts = Record<string, string>;

/** Runs all checks. `service` is the origin of what `startService` serves. */
export async function smoke(kit: Kit, service: string): Promise<Verdicts> {
  const verdicts: Verdicts = {};
  for (const [name, check] of Object.entries(checks)) {
    verdicts[name] = await check(kit, service).then(
      () => "passed",
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  }
  return verdicts;
}

type Check = (kit: Kit, service: string) => Promise<void>;

const checks: Readonly<Record<string, Check>> = {
  "a layer that blocks ends the pipeline": blocks,
  "layers enrich the outcome": enriches,
  "scripts fetch, and secrets are masked": fetches,
  "an endless loop ends at its limit": ends,
  "a journal is replayed exactly": replays,
  "a published pipeline runs from a store, and leaves a trace": publishes,
  "cases are run": runsCases,
  "the language server looks at a script": looks,
  "the language server serves from a worker": serves,
};

/** Names of all checks, in their order. */
export const checkNames = Object.keys(checks);

async function blocks({ createEngine }: Kit): Promise<void> {
  const { outcome, trace } = await (await createEngine()).execute(noThrowaway, { email: "eve@throwaway.example" });
  same(outcome, { allowed: false, error: "Please use a lasting address.", code: "throwaway" });
  same([trace?.status, trace?.spans.map(({ name, status }) => [name, status])], ["blocked", [["no-throwaway", "blocked"], ["late", "skipped"]]]);
}

const noThrowaway: Plan = {
  trigger: "before_signup",
  layers: [
    [
      {
        id: "no-throwaway",
        code: `if context.email:match("@throwaway%.example$") then
          return { allowed = false, error = "Please use a lasting address.", code = "throwaway" }
        end`,
      },
    ],
    [{ id: "late", code: "return {}" }],
  ],
};

async function enriches({ createEngine }: Kit): Promise<void> {
  const plan: Plan = {
    trigger: "token_build",
    layers: [
      [{ id: "tenant", code: `return { data = { tenant = context.user.email:match("@(.+)$") } }` }],
      [{ id: "plan", code: `return { data = { plan = context.outputs.tenant.tenant == "acme.example" and "gold" } }` }],
    ],
  };
  const context = { user: { id: "u1", email: "ada@acme.example" }, token: {} };
  const { outcome } = await (await createEngine()).execute(plan, context);
  same(outcome, { allowed: true, data: { tenant: "acme.example", plan: "gold" } });
}

const secret = "a-key-that-nobody-sees";

/** The request goes where `service` is, by the runtime's own `fetch`. */
const fetchFrom = (service: string): Fetch => (url, init) => fetch(`${service}${new URL(url).pathname}`, init);

const asking: Plan = {
  trigger: "before_signup",
  layers: [
    [
      {
        id: "ask",
        code: `local r = helpers.fetch("https://risk.example.com/score", {
            method = "POST", headers = { ["x-key"] = helpers.secret("RISK_KEY") }, json = { email = context.email } })
          helpers.log("key", helpers.secret("RISK_KEY"))
          return { data = { score = r.body.score, hello = r.body.hello, key = r.body.keyLength } }`,
      },
    ],
  ],
};

async function fetches({ createEngine }: Kit, service: string): Promise<void> {
  const engine = await createEngine({ fetch: fetchFrom(service) });
  const executed = await engine.execute(asking, { email: "ada@acme.example" }, { secrets: { RISK_KEY: secret } });
  same(executed.outcome, { allowed: true, data: { score: 7, hello: "ada@acme.example", key: secret.length } });
  const told = JSON.stringify(executed.trace);
  same([told.includes(secret), told.includes("risk.example.com")], [false, true]);
}

async function ends({ createEngine }: Kit): Promise<void> {
  const loop = { id: "loop", code: "while true do pcall(function() while true do end end) end" };
  const { outcome } = await (await createEngine()).execute({ trigger: "before_signup", layers: [[loop]] }, { email: "" });
  same(outcome.allowed ? undefined : outcome.code, "limit_instructions");
}

const dice: Plan = {
  trigger: "before_signup",
  layers: [
    [
      {
        id: "dice",
        code: `local r = helpers.fetch("https://risk.example.com/score", { method = "POST", json = { email = "a" } })
          return { data = { score = r.body.score, id = helpers.uuid(), now = helpers.now() } }`,
      },
    ],
  ],
};

async function replays({ createEngine }: Kit, service: string): Promise<void> {
  const engine = await createEngine({ fetch: fetchFrom(service) });
  const { outcome, journal } = await engine.execute(dice, {}, { record: true });
  if (!journal) throw new Error("there is no journal");
  const replayed = await (await createEngine()).replay(journal, { plan: dice });
  same([replayed.reasons, replayed.outcome], [[], outcome]);
}

async function publishes({ createEngine, createControl }: Kit): Promise<void> {
  const store = memoryStore();
  const secretKeys = [{ id: "k1", key: btoa("\u0001".repeat(32)) }];
  const control = createControl({ store, secretKeys, actor: "ada" });
  await control.secrets.set("RISK_KEY", secret, { hosts: ["risk.example.com"] });
  const code = `helpers.secret("RISK_KEY") return { data = { tenant = context.user.email:match("@(.+)$") } }`;
  await control.scripts.save({ id: "claims", code });
  const context = { user: { id: "u1", email: "ada@acme.example" }, token: {} };
  await control.pipelines.publish({ trigger: "token_build", layers: [["claims"]] }, { sample: context });
  const engine = await createEngine({ store, secretKeys });
  const outcome = await engine.run("token_build", context);
  same(outcome.allowed && outcome.data, { tenant: "acme.example" });
  await engine.close();
  const { traces } = await control.traces.list();
  same(traces.map(({ trigger, status }) => [trigger, status]), [["token_build", "success"]]);
}

async function runsCases({ createEngine }: Kit): Promise<void> {
  const file = {
    trigger: "before_signup",
    cases: [
      { name: "lasting", context: { email: "a@acme.example" }, expect: { outcome: { allowed: true } } },
      { name: "throw-away", context: { email: "a@throwaway.example" }, expect: { outcome: { code: "throwaway" } } },
      { name: "wrong", context: { email: "a@acme.example" }, expect: { outcome: { allowed: false } } },
    ],
  };
  const report = await runCases(file, { createEngine, plan: noThrowaway });
  same(report.results.map(({ name, passed }) => [name, passed]), [["lasting", true], ["throw-away", true], ["wrong", false]]);
}

const initialize = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { capabilities: {} } });

async function looks({ createLanguageServer }: Kit): Promise<void> {
  const server = await createLanguageServer();
  same((await server.receive(initialize)).map(isHello), [true]);
  const textDocument = { uri: "sluice:///a.lua", languageId: "lua", version: 1, text: "local = 1\n" };
  await server.receive(JSON.stringify({ jsonrpc: "2.0", method: "textDocument/didOpen", params: { textDocument } }));
  const told: string[] = [];
  while (server.hasWork()) told.push(...(await server.idle()));
  same(told.some((text) => text.includes("textDocument/publishDiagnostics") && text.includes("syntax")), true);
}

function isHello(text: string): boolean {
  return "capabilities" in ((JSON.parse(text) as { result?: object }).result ?? {});
}

async function serves({ openWorker }: Kit): Promise<void> {
  const worker = openWorker?.();
  if (!worker) return;
  const transport = workerTransport(worker);
  const hello = new Promise<string>((resolve) => transport.subscribe(resolve));
  transport.send(initialize);
  same(isHello(await hello), true);
  await (worker as Partial<Worker>).terminate?.();
}

/** Equal as JSON, whatever the order of members. */
function same(actual: unknown, expected: unknown): void {
  const [have, want] = [actual, expected].map((value) => JSON.stringify(value, sorted));
  if (have !== want) throw new Error(`expected ${want}, got ${have}`);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
