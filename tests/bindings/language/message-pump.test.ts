import { expect, test } from "vitest";
import { MessagePump } from "../../../bindings/js/language/message-pump.ts";
import { nextTask } from "../../../bindings/js/language/pause.ts";
import type { LanguageServer } from "../../../bindings/js/language/language-server.ts";

/** A server that notes what it is asked to do, and has work after each message. */
function noting() {
  const done: string[] = [];
  let hasWork = false;
  const server: LanguageServer = {
    announce: () => undefined,
    receive: async (message) => {
      hasWork = true;
      done.push(message);
      return [message.toUpperCase()];
    },
    idle: async () => {
      hasWork = false;
      done.push("idle");
      return ["told"];
    },
    hasWork: () => hasWork,
    exitCode: () => (done.includes("exit") ? 0 : undefined),
    memoryBytes: () => 0,
  };
  return { done, server };
}

test("a burst of messages is taken before any work that was put off", async () => {
  const { done, server } = noting();
  const sent: string[] = [];
  const pump = new MessagePump({ send: (message) => sent.push(message), pause: nextTask });
  pump.push("a");
  pump.serve(server);
  pump.push("b");
  pump.push("c");
  await expect.poll(() => sent).toEqual(["A", "B", "C", "told"]);
  expect(done).toEqual(["a", "b", "c", "idle"]);
});

test("what comes while the pump pauses is taken before the work", async () => {
  const { done, server } = noting();
  let resume = (): void => undefined;
  const pump = new MessagePump({ send: () => undefined, pause: () => new Promise((resolve) => (resume = resolve)) });
  pump.serve(server);
  pump.push("a");
  await expect.poll(() => done).toEqual(["a"]);
  pump.push("b");
  resume();
  await expect.poll(() => done).toEqual(["a", "b"]);
  resume();
  await expect.poll(() => done).toEqual(["a", "b", "idle"]);
});

test("an exit is told, and nothing is taken after it", async () => {
  const { done, server } = noting();
  const codes: number[] = [];
  const pump = new MessagePump({ send: () => undefined, pause: nextTask, onExit: (code) => codes.push(code) });
  pump.serve(server);
  for (const message of ["exit", "late"]) pump.push(message);
  await expect.poll(() => codes).toEqual([0]);
  expect(done).toEqual(["exit"]);
});

test("a client that is gone without a word ends it with 1, when what waits is done", async () => {
  const { done, server } = noting();
  const codes: number[] = [];
  const pump = new MessagePump({ send: () => undefined, pause: nextTask, onExit: (code) => codes.push(code) });
  pump.push("a");
  pump.end();
  pump.serve(server);
  await expect.poll(() => codes).toEqual([1]);
  expect(done).toEqual(["a", "idle"]);
});
