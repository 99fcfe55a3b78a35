import { expect, test, vi } from "vitest";
import { afterAnswer, Background } from "../../bindings/js/background.ts";

function pendingTask() {
  let finish = (): void => undefined;
  const task = new Promise<void>((resolve) => (finish = resolve));
  return { task, finish };
}

test("what the platform takes over is not pending", () => {
  const background = new Background();
  const waitUntil = vi.fn();
  const { task } = pendingTask();
  background.add(task, waitUntil);
  expect(waitUntil).toHaveBeenCalledExactlyOnceWith(task);
  expect(background.pending).toBe(0);
});

test("what the platform refuses is kept", () => {
  const background = new Background();
  background.add(pendingTask().task, () => {
    throw new TypeError("Illegal invocation");
  });
  expect(background.pending).toBe(1);
});

test("draining waits for everything, also for what is added meanwhile", async () => {
  const background = new Background();
  const first = pendingTask();
  const second = pendingTask();
  background.add(first.task.then(() => background.add(second.task)));
  const drained = vi.fn();
  const draining = background.drain().then(drained);
  first.finish();
  await vi.waitFor(() => expect(background.pending).toBe(1));
  expect(drained).not.toHaveBeenCalled();
  second.finish();
  await draining;
  expect(background.pending).toBe(0);
});

test("what comes after an answer begins when those who wait for the answer have it", async () => {
  const order: string[] = [];
  const late = afterAnswer().then(() => order.push("saved"));
  const answer = async (): Promise<string> => "answered";
  const route = async (): Promise<string> => await (async () => await answer())();
  await route().then((text) => order.push(text));
  await late;
  expect(order).toEqual(["answered", "saved"]);
});
