import { describe, expect, test } from "vitest";
import { WrongAnswer, verify } from "../../benchmarks/peers/peer.ts";
import { sluiceBoundary, sluiceExecute, sluiceRun } from "../../benchmarks/peers/sluice.ts";
import { scenarioNamed, scenarios } from "../../benchmarks/scenarios/all.ts";

const once = { samples: 1, milliseconds: 0 };

describe.each([sluiceExecute, sluiceRun, sluiceBoundary])("in the benchmarks, $name", (peer) => {
  test.each(scenarios.filter((scenario) => peer.cannot(scenario) === undefined))(
    "answers $name as the scenario says",
    async (scenario) => {
      const contestant = await peer.prepare(scenario);
      expect(await contestant.batch(once)).toHaveLength(1);
      await contestant.close();
    },
  );
});

test("the benchmarks refuse an answer that is not the scenario's", async () => {
  const trivial = scenarioNamed("trivial");
  const wrong = { ...trivial, answer: { allowed: true, data: { ok: 2 } } } as const;
  const contestant = await sluiceExecute.prepare(wrong);
  await expect(contestant.batch(once)).rejects.toThrow(WrongAnswer);
  await contestant.close();
});

test("the order of an answer's members does not matter", () => {
  const diamond = scenarioNamed("diamond");
  const reversed = Object.fromEntries(Object.entries(diamond.answer.data).reverse());
  expect(() => verify(diamond, { data: reversed, allowed: true })).not.toThrow();
});
