import { fetchedBody, type JsonObject, type Scenario, type Script } from "./scenario.ts";

/**
 * The pipelines of trivial, diamond, layers, loop and enrichment are those the original was measured with, so its
 * numbers of then and now can be compared.
 */
const trivial: Scenario = {
  name: "trivial",
  title: "one script that answers a constant",
  layers: [
    [
      {
        id: "ok",
        lua: "return { allowed = true, data = { ok = 1 } }",
        js: "return { allowed: true, data: { ok: 1 } };",
      },
    ],
  ],
  context: { email: "a@b.c" },
  answer: { allowed: true, data: { ok: 1 } },
  inFlight: 1,
  fetches: 0,
  samples: 200,
};

const diamond: Scenario = {
  name: "diamond",
  title: "four scripts, 1 → 2 → 1",
  layers: [
    [
      {
        id: "user",
        lua: `return { allowed = true, data = { userId = context.userId, tier = "premium" } }`,
        js: `return { allowed: true, data: { userId: context.userId, tier: "premium" } };`,
      },
    ],
    [
      {
        id: "score",
        lua: `
local score = 100
if context.prev.tier == "premium" then score = score + 50 end
return { allowed = true, data = { score = score } }`,
        js: `
let score = 100;
if (context.prev.tier === "premium") score += 50;
return { allowed: true, data: { score } };`,
      },
      {
        id: "reputation",
        lua: `
local reputation = "trusted"
if context.prev.tier == "basic" then reputation = "standard" end
return { allowed = true, data = { reputation = reputation } }`,
        js: `
let reputation = "trusted";
if (context.prev.tier === "basic") reputation = "standard";
return { allowed: true, data: { reputation } };`,
      },
    ],
    [
      {
        id: "decision",
        lua: `
local ok = context.prev.score >= 100 and context.prev.reputation == "trusted"
return { allowed = ok, data = { decision = ok and "approved" or "rejected", final = context.prev.score } }`,
        js: `
const ok = context.prev.score >= 100 && context.prev.reputation === "trusted";
return { allowed: ok, data: { decision: ok ? "approved" : "rejected", final: context.prev.score } };`,
      },
    ],
  ],
  context: { userId: "u1" },
  answer: {
    allowed: true,
    data: { userId: "u1", tier: "premium", score: 150, reputation: "trusted", decision: "approved", final: 150 },
  },
  inFlight: 1,
  fetches: 0,
  samples: 100,
};

function countingScript(layer: number, place: number): Script {
  return {
    id: `l${layer}-s${place}`,
    lua: `
local n = (context.prev and context.prev.n0 or 0)
return { allowed = true, data = { n${place} = n + 1 } }`,
    js: `
const n = context.prev?.n0 ?? 0;
return { allowed: true, data: { n${place}: n + 1 } };`,
  };
}

const layers: Scenario = {
  name: "layers",
  title: "10 layers of 5 scripts",
  layers: Array.from({ length: 10 }, (_, layer) => Array.from({ length: 5 }, (_, place) => countingScript(layer, place))),
  context: {},
  answer: { allowed: true, data: { n0: 10, n1: 10, n2: 10, n3: 10, n4: 10 } },
  inFlight: 1,
  fetches: 0,
  samples: 40,
};

function loopScenario(name: string, title: string, iterations: number): Scenario {
  return {
    name,
    title,
    layers: [
      [
        {
          id: "sum",
          lua: `
local s = 0
for i = 1, ${iterations} do s = s + i end
return { allowed = true, data = { s = s } }`,
          js: `
let s = 0;
for (let i = 1; i <= ${iterations}; i++) s += i;
return { allowed: true, data: { s } };`,
        },
      ],
    ],
    context: {},
    answer: { allowed: true, data: { s: (iterations * (iterations + 1)) / 2 } },
    inFlight: 1,
    fetches: 0,
    samples: 40,
  };
}

const loop = loopScenario("loop", "a sum of 20,000 numbers, below the default instruction limit", 20_000);

/** Long enough that nothing but the VM's main loop counts. */
const longLoop: Scenario = {
  ...loopScenario("long-loop", "a sum of 1,000,000 numbers, instruction limit 10 million", 1_000_000),
  instructions: 10_000_000,
  samples: 10,
};

const roles = Array.from({ length: 20 }, (_, index) => `role_${index + 1}`);
const keys = Array.from({ length: 40 }, (_, index) => `key_${index + 1}`);
const enrichmentContext: JsonObject = {
  user: { id: "u1", plan: "pro", roles, meta: Object.fromEntries(keys.map((key) => [key, "v".repeat(72)])) },
  token: { aud: "api", iss: "x" },
};

const enrichment: Scenario = {
  name: "enrichment",
  title: "4 KB of context in, 4 KB of data out",
  layers: [
    [
      {
        id: "claims",
        lua: `
local u = context.user
local roles = {}
for i, r in ipairs(u.roles) do roles[#roles + 1] = r .. ":" .. context.token.aud end
local meta = {}
for k, v in pairs(u.meta) do meta[k] = v .. "!" end
return { allowed = true, data = { roles = roles, meta = meta, plan = u.plan, sub = u.id } }`,
        js: `
const u = context.user;
const roles = [];
for (const r of u.roles) roles.push(r + ":" + context.token.aud);
const meta = {};
for (const k of Object.keys(u.meta)) meta[k] = u.meta[k] + "!";
return { allowed: true, data: { roles, meta, plan: u.plan, sub: u.id } };`,
      },
    ],
  ],
  context: enrichmentContext,
  answer: {
    allowed: true,
    data: {
      roles: roles.map((role) => `${role}:api`),
      meta: Object.fromEntries(keys.map((key) => [key, `${"v".repeat(72)}!`])),
      plan: "pro",
      sub: "u1",
    },
  },
  inFlight: 1,
  fetches: 0,
  samples: 50,
};

function fetchingScript(id: string, field: string): Script {
  return {
    id,
    lua: `
local answer = await(helpers.fetch("https://numbers.example.com/${id}"))
return { allowed = true, data = { ${field} = answer.body.n } }`,
    js: `
const answer = await helpers.fetch("https://numbers.example.com/${id}");
return { allowed: true, data: { ${field}: answer.body.n } };`,
  };
}

const inFlight: Scenario = {
  name: "in-flight",
  title: "20 triggers at once, each waiting for a fetch; time of all",
  layers: [[fetchingScript("one", "n")]],
  context: { email: "a@b.c" },
  answer: { allowed: true, data: { n: fetchedBody.n } },
  inFlight: 20,
  fetches: 20,
  samples: 10,
};

const fetches: Scenario = {
  name: "fetches",
  title: "three scripts of one layer, each waiting for a fetch",
  layers: [[fetchingScript("one", "a"), fetchingScript("two", "b"), fetchingScript("three", "c")]],
  context: { email: "a@b.c" },
  answer: { allowed: true, data: { a: fetchedBody.n, b: fetchedBody.n, c: fetchedBody.n } },
  inFlight: 1,
  fetches: 3,
  samples: 50,
};

export const scenarios: readonly Scenario[] = [
  trivial, diamond, layers, loop, longLoop, enrichment, inFlight, fetches,
];

/** The scenario of that name. Throws when there is none: a mistake of the program. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`there is no scenario ${name}`);
  return found;
}
