import type { Outcome } from "sluice";
import { expect, test } from "vitest";
import { publish, trigger } from "./worker.ts";

test("1,000 triggers, 20 at a time, alternately allowed and denied, each get their own answer", async () => {
  await publish("client_before_authorize", `
    local number = tonumber(context.user.id)
    if number % 2 == 0 then return { data = { number = number } } end
    return { allowed = false, error = "number " .. number, code = "odd" }`);
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async () => {
    while (next < 1_000) {
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
  expect(outcomes).toHaveLength(1_000);
  expect(traceIds.size).toBe(1_000);
}, 300_000);

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
