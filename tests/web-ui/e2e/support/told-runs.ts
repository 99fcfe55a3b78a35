import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createControl, createEngine, type Control, type Engine, type KeyValueStore, type Trace } from "sluice";
import { nodeSqliteStore } from "sluice/stores/node-sqlite";

import { secretKeyBase64 } from "./server.ts";

/** A store in which things have happened, told by real runs; services are answered by hand. */
export interface ToldRuns {
  /** As `sluice serve --store` takes it. */
  readonly store: string;
  /** The SQLite file. */
  readonly file: string;
  readonly control: Control;
  /** Writes a trace as the engine would. */
  saveTrace(trace: Trace): Promise<void>;
  /** Runs the sign-up of the story once more. */
  signUp(host: string, options?: { readonly geo?: number }): Promise<string>;
  run: Engine["run"];
  stop(): Promise<void>;
}

export const hostile = {
  name: 'Bob"><img src=x onerror="window.hacked=1"> \u202egnp.exe \u0000',
  log: "<script>window.hacked=1</script>\u001b[31mred\u200b",
  error: "<b onmouseover=alert(1)>No</b> \u202eevil",
  body: '{"html":"<iframe src=javascript:window.hacked=1>"}',
} as const;

const scripts: Readonly<Record<string, string>> = {
  normalize_email: `local user, host = context.email:match("^(.-)@(.+)$")
helpers.log("info", host .. ", no plus tag")
return { data = { email = context.email:lower(), host = host } }`,
  disposable_domain: `-- Refuses throw-away mailboxes.
local host = context.prev.host
local r = helpers.fetch("https://api.disposable-check.com/v1/" .. host)
local listed = helpers.trace("match list", { host = host }, function()
  helpers.log("info", r.body.listed and "listed" or "not listed")
  return r.body.listed
end)
if listed then
  return { allowed = false, error = "Use a permanent e-mail address.", code = "disposable" }
end
return { data = { disposable = false } }`,
  geo_risk: `-- Asks the risk service about the address.
local r = helpers.fetch("https://geo.riskapi.com/v2", {
  method = "POST",
  headers = { authorization = "Bearer " .. tostring(helpers.secret("GEO_KEY")) },
  json = { ip = context.request and context.request.ip },
})
if r.ok then
  return { data = { score = r.body.score } }
end
helpers.log("warn", "lookup failed " .. r.status)
return { data = { source = "fallback" } }`,
  risk_verdict: `-- Decides by the score of geo_risk.
local function deny(code)
  return { allowed = false, error = "We can't create an account right now.", code = code }
end

-- The limit is the product team's.
local geo = context.outputs.geo_risk
local limit = 80
if geo.score >= limit then
  return deny("geo_risk")
end`,
  watch: `helpers.log("info", "seen")`,
  hostile: `helpers.log("warn", context.user.name)
helpers.log("error", ${JSON.stringify(hostile.log).replace(/\\u([0-9a-f]{4})/g, "\\u{$1}")})
helpers.log("info", ("long "):rep(3000))
local r = helpers.fetch("https://geo.riskapi.com/hostile")
helpers.log("info", r.text)
error({ "x", name = context.user.name } and ${JSON.stringify(hostile.error).replace(/\\u([0-9a-f]{4})/g, "\\u{$1}")})`,
};

export const blocking = {
  trigger: "before_signup",
  layers: [["normalize_email"], ["disposable_domain", "geo_risk"], ["risk_verdict"]],
  onError: "block",
} as const;

const hosts = ["corp.example", "mail.example", "studio.example", "tempbox.example", "uni.example"];

/** Makes the story: an hour of sign-ups, of which some are refused and some fail. */
export async function tellRuns(count = 120): Promise<ToldRuns> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-story-"));
  const path = join(folder, "sluice.db");
  const store: KeyValueStore & { close(): void } = nodeSqliteStore({ path });
  const secretKeys = [{ id: "test", key: secretKeyBase64 }];
  let now = Date.now() - 3_600_000;
  let geoStatus = 200;
  const clock = (): number => now;
  const answer = async (url: string | URL | Request): Promise<Response> => {
    const href = url instanceof Request ? url.url : String(url);
    if (href.includes("disposable")) now += 14;
    else now += 31;
    if (href.includes("disposable")) return Response.json({ listed: href.includes("tempbox") });
    if (href.endsWith("/hostile")) return new Response(hostile.body, { headers: { "content-type": "text/html" } });
    return geoStatus === 200 ? Response.json({ score: 12 }) : new Response("no", { status: geoStatus });
  };
  const control = createControl({ store, secretKeys, actor: "mara", now: clock });
  const engine = await createEngine({
    store,
    secretKeys,
    fetch: answer as typeof fetch,
    now: clock,
    pointerCacheMs: 0,
  });
  for (const [id, code] of Object.entries(scripts)) await control.scripts.save({ id, code });
  await control.secrets.set("GEO_KEY", "geo-secret-value-0001", { hosts: ["geo.riskapi.com"] });
  await control.secrets.set("PEPPER", "pepper-secret-value-1");
  await control.pipelines.publish(blocking, { override: true, note: "first" });
  // Fetches nothing, so that a server may run it as well.
  await control.pipelines.publish({ trigger: "before_signin", layers: [["watch"]] }, { override: true });
  await control.pipelines.publish({ trigger: "after_signin", layers: [["hostile"]] }, { override: true });
  let users = 1_000;
  const signUp = async (host: string, { geo = 200 } = {}): Promise<string> => {
    geoStatus = geo;
    const user = users++;
    const context = { email: `user${user}@${host}`, name: "Mara", request: { ip: "203.0.113.77" } };
    const { traceId } = (await engine.run("before_signup", context, {
      userId: `u_${user}`,
      requestIp: "203.0.113.77",
    })) as { traceId: string };
    return traceId;
  };
  const step = (Date.now() - 5_000 - now) / count;
  for (let n = 0; n < count; n++) {
    const at = now;
    await signUp(hosts[n % hosts.length] ?? "", { geo: n > count * 0.7 && n % 4 === 0 ? 503 : 200 });
    now = at + step;
  }
  return {
    store: `sqlite:${path}`,
    file: path,
    ...{ control, signUp },
    run: engine.run.bind(engine),
    saveTrace: async (trace) => store.traces?.("sluice").saveTrace(trace),
    stop: async () => {
      await engine.close();
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
