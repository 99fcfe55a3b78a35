import { expect, test } from "vitest";
import { Turnstile } from "../../../bindings/js/host/turnstile.ts";

test("only so many tasks run at a time, and the others start in order", async () => {
  const turnstile = new Turnstile(2);
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const task = (n: number) => () => {
    started.push(n);
    return new Promise<number>((resolve) => finish.push(() => resolve(n)));
  };
  const tasks = [1, 2, 3, 4].map((n) => turnstile.run(task(n)));
  expect(started).toEqual([1, 2]);
  finish[1]?.();
  await tasks[1];
  expect(started).toEqual([1, 2, 3]);
  finish[0]?.();
  finish[2]?.();
  await tasks[2];
  expect(started).toEqual([1, 2, 3, 4]);
  finish[3]?.();
  expect(await Promise.all(tasks)).toEqual([1, 2, 3, 4]);
});

test("a task that fails gives its place away", async () => {
  const turnstile = new Turnstile(1);
  const failing = turnstile.run(() => Promise.reject(new Error("no")));
  const next = turnstile.run(async () => "yes");
  await expect(failing).rejects.toThrow("no");
  await expect(next).resolves.toBe("yes");
});
