import { expect, test } from "vitest";
import { TurnQueue } from "../../bindings/js/turn-queue.ts";

interface One {
  readonly trigger: string;
  readonly n: number;
}

function queueOf(...triggers: string[]): TurnQueue<One> {
  const queue = new TurnQueue<One>();
  triggers.forEach((trigger, n) => queue.push({ trigger, n }));
  return queue;
}

function drained(queue: TurnQueue<One>): string {
  const order: string[] = [];
  for (let one = queue.shift(); one; one = queue.shift()) order.push(`${one.trigger}${one.n}`);
  return order.join(" ");
}

test.each([
  ["first in, first out within a trigger", ["a", "a", "a"], "a0 a1 a2"],
  ["triggers take turns", ["a", "a", "a", "b", "b", "c"], "a0 b3 c5 a1 b4 a2"],
])("%s", (_, triggers, order) => {
  const queue = queueOf(...triggers);
  expect(queue.length).toBe(triggers.length);
  expect(drained(queue)).toBe(order);
  expect(queue.length).toBe(0);
});

test("a trigger that comes while others take turns comes last", () => {
  const queue = queueOf("a", "a", "b");
  queue.shift();
  queue.push({ trigger: "c", n: 9 });
  expect(drained(queue)).toBe("b2 a1 c9");
});

test("one can be taken out wherever it stands, and only once", () => {
  const queue = queueOf("a", "a", "b");
  const [, second] = [...queue];
  expect(queue.remove(second!)).toBe(true);
  expect(queue.remove(second!)).toBe(false);
  expect(queue.lengthOf("a")).toBe(1);
  expect(drained(queue)).toBe("a0 b2");
});

test("the last of the longest line is found", () => {
  expect(queueOf("a", "b", "b", "c").lastOfLongest).toEqual({ trigger: "b", n: 2 });
  expect(queueOf().lastOfLongest).toBeUndefined();
});
