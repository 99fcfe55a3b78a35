import type { Outcome, TracePage } from "sluice";
import { expect, test } from "vitest";
import { eventually, publish, readTraces, trigger } from "./worker.ts";

const requests = 5_000;

test("5,000 triggers, 20 at a time, alternately allowed and denied, each get their own answer and their trace", async () => {
  await publish("client_before_authorize", `
    local number = tonumber(context.user.id)
    if number % 2 == 0 then return { data = { number = number } } end
    return { allowed = false, error = "number " .. number, code = "odd" }`);
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async () => {
    while (next < requests) {
      const number = next++;
      const context = { user: { id: String(number) }, client: { clientId: "c" }, scopes: [] };
      outcomes[number] = await trigger("client_before_authorize", context);
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));

  const traceIds = new Set(outcomes.map(({ traceId }) => traceId));
  const wrong = outcomes.flatMap(({ traceId: _, ...outcome }, number) => {
    const right = number % 2 === 0
      ? { allowed: true, data: { number } }
      : { allowed: false, error: `number ${number}`, code: "odd" };
    return JSON.stringify(sorted(outcome)) === JSON.stringify(sorted(right)) ? [] : [{ number, outcome }];
  });
  expect(wrong).toEqual([]);
  expect(outcomes).toHaveLength(requests);
  expect(traceIds.size).toBe(requests);

  const saved = await eventually(async () => {
    const ids = await allTraceIds();
    return ids.length >= requests ? ids : undefined;
  });
  expect(new Set(saved)).toEqual(traceIds);
}, 600_000);

async function allTraceIds(): Promise<string[]> {
  const ids: string[] = [];
  for (let query = "?limit=200"; ; ) {
    const { traces, cursor } = await (await readTraces(query)).json<TracePage>();
    ids.push(...traces.map(({ id }) => id));
    if (cursor === undefined) return ids;
    query = `?limit=200&cursor=${encodeURIComponent(cursor)}`;
  }
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
