import { createEngine, type Journal, type Plan } from "sluice";
import { cases } from "virtual:cases";
import { describe, expect, test } from "vitest";
import { loadWasm } from "../../dist/module/node.js";
import { profileFaults } from "../support/profile-faults.ts";
import { differencesOf } from "../support/run-case.ts";
import { startProbe } from "../support/start-probe.ts";

const tools = Promise.all([createEngine(), startProbe(loadWasm)]).then(([engine, probe]) => {
  return { engine, createEngine, probe };
});
const planOf = (...layers: string[][]): Plan => ({
  trigger: "check",
  mode: "blocking",
  layers: layers.map((codes, layer) => codes.map((code, place) => ({ id: `s${layer}${place}`, code }))),
});

describe("every case of tests/cases is the same under a profile, which tells where each instruction went", () => {
  test.for(cases.filter((one) => one.case.plan !== undefined))("$name", async (one) => {
    expect(await differencesOf(one, await tools, true), one.case.says).toEqual([]);
  });
});

describe("a profile", () => {
  const loop = "local t = {}\nfor i = 1, 50 do\n  t[i] = { i }\nend\nreturn { data = { n = #t } }";

  test("is made only when it is asked for", async () => {
    const { engine } = await tools;
    expect(await engine.execute(planOf([loop]), {})).not.toHaveProperty("profile");
    expect(await engine.execute(planOf([loop]), {}, { profile: false })).not.toHaveProperty("profile");
  });

  test("has the scripts of each layer in plan order, and the costs of each line", async () => {
    const { engine } = await tools;
    const { profile } = await engine.execute(planOf([loop, ""], ["return {}"]), {}, { profile: true });
    expect(profile).toMatchObject([
      { scriptId: "s00", layerIndex: 0, parallelIndex: 0 },
      { scriptId: "s01", layerIndex: 0, parallelIndex: 1, lines: [{ line: 1, instructions: 2 }] },
      { scriptId: "s10", layerIndex: 1, parallelIndex: 0 },
    ]);
    const { lines } = profile![0]!;
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 5]);
    const [first, head, body] = lines;
    expect(body!.instructions).toBeGreaterThan(head!.instructions);
    expect(body!.bytes).toBeGreaterThan(50 * 16);
    expect(first!.bytes).toBeGreaterThan(0);
    expect(head!.bytes).toBe(0);
  });

  test("leaves out layers that were not reached, and has no lines of a script that did not compile", async () => {
    const { engine } = await tools;
    const denying = planOf(["return return", "return { allowed = false }"], ["return {}"]);
    const { profile } = await engine.execute({ ...denying, onError: "allow" }, {}, { profile: true });
    expect(profile?.map(({ scriptId, lines }) => [scriptId, lines.length])).toEqual([["s00", 0], ["s01", 1]]);
  });

  test("of a plan without layers is empty", async () => {
    const { engine } = await tools;
    expect(await engine.execute(planOf(), {}, { profile: true })).toMatchObject({ profile: [] });
  });

  test("charges what a fetch costs to its line, and is the same when the journal is replayed", async () => {
    const { engine } = await tools;
    const plan = planOf(["local a = 1\nlocal r = helpers.fetch('https://a.example.com/')\nreturn { data = r.body }"]);
    const fetch = async () => Response.json({ n: [1, 2, 3] });
    const options = { fetch, record: true, profile: true };
    const { profile, journal, trace } = await engine.execute(plan, {}, options);
    expect(profileFaults({ profile: profile!, trace: trace! })).toEqual([]);
    expect(profile?.[0]?.lines.find(({ line }) => line === 2)?.instructions).toBeGreaterThan(500);
    expect(JSON.stringify(journal)).not.toContain("profile");
    const replayed = await engine.replay(journal as Journal, { plan, profile: true });
    expect(replayed).toMatchObject({ exact: true, profile });
    expect(await engine.replay(journal as Journal, { plan })).not.toHaveProperty("profile");
  });
});
