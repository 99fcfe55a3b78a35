import { limits, memoryStore, type Deployment } from "sluice";
import { expect, test } from "vitest";
import { deploy } from "./deployment.ts";
import { readToken, triggerToken } from "./settings.ts";

const variables = {
  SLUICE_FETCH_HOSTS: "api.example.com, *.example.net",
  SLUICE_FETCH_PORTS: "443",
  SLUICE_LIMITS: "instructions=200000, scriptBytes=9000",
  SLUICE_ENV_REGION: "a value that nobody is told",
  SLUICE_ENV_MAINTENANCE: "off",
};
const factsOf = async (changes: Readonly<Record<string, string>>): Promise<Deployment> =>
  (await deploy(memoryStore(), changes).send("/v1/deployment", { token: readToken })).json<Deployment>();

test("a deployment tells its limits, what may be fetched and names of settings, and no value of one", async () => {
  const facts = await factsOf(variables);
  expect(facts).toMatchObject({ hosts: ["api.example.com", "*.example.net"], ports: [443], settings: ["MAINTENANCE", "REGION"] });
  expect(facts.limits).toMatchObject({ instructions: 200_000, scriptBytes: 9_000 });
  expect(JSON.stringify(facts)).not.toContain("nobody");
});

test("without settings there are the defaults, and any public host", async () => {
  const defaults = Object.fromEntries(limits.map(({ name, default: value }) => [name, value]));
  expect(await factsOf({})).toEqual({ limits: defaults, ports: [443, 8_443], settings: [] });
});

test("lists of what may be fetched that name nothing allow nothing, and empty ones are as if they were not set", async () => {
  const lists = (text: string) => ({ SLUICE_FETCH_HOSTS: text, SLUICE_FETCH_PORTS: text });
  expect(await factsOf(lists(" , "))).toMatchObject({ hosts: [], ports: [] });
  expect(await factsOf(lists(" "))).toEqual(await factsOf({}));
});

test("whoever may not read is told nothing", async () => {
  const { send } = deploy(memoryStore(), variables);
  const answers = await Promise.all([null, triggerToken].map((token) => send("/v1/deployment", { token })));
  expect(answers.map(({ status }) => status)).toEqual([401, 403]);
});

test("scripts are held to what is told", async () => {
  const { send } = deploy(memoryStore(), variables);
  const code = `local function status(url) local ok, answer = pcall(helpers.fetch, url) return tostring(answer) end
return { data = { other = status("https://api.example.org/") } } -- ${"x".repeat(6_000)}`;
  const saved = await send("/v1/scripts/reach", { method: "PUT", body: { code } });
  expect(saved.status).toBe(200);
  const pipeline = { layers: [["reach"]] };
  const response = await send("/v1/pipelines/before_signup/dry-run", { method: "POST", body: { pipeline, context: { email: "ada@acme.example" } } });
  expect(await response.text()).toContain("api.example.org is not among the hosts this deployment allows");
});

test.each([
  ["SLUICE_LIMITS", "instructions=many"],
  ["SLUICE_LIMITS", "instructions"],
  ["SLUICE_LIMITS", "no-such=1"],
  ["SLUICE_FETCH_PORTS", "https"],
  ["SLUICE_FETCH_PORTS", "70000"],
])("%s=%s opens nothing", async (variable, value) => {
  const response = await deploy(memoryStore(), { [variable]: value }).send("/v1/scripts");
  expect(response.status).toBe(503);
  expect(await response.json<object>()).toMatchObject({ code: "not_configured" });
});
