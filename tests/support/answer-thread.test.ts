import { afterEach, expect, test } from "vitest";
import { AnswerThread } from "./answer-thread.ts";

const code = `
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", (question) => {
    while (question === "hang");
    if (question === "die") process.exit(3);
    parentPort.postMessage({ question });
  });
  parentPort.postMessage("ready");`;

const thread = new AnswerThread<string, { question: string }>(
  new URL(`data:text/javascript,${encodeURIComponent(code)}`),
  1_000,
);
afterEach(() => thread.close());

test("a question is answered by the thread", async () => {
  expect(await thread.ask("a")).toEqual({ question: "a" });
  expect(await thread.ask("b")).toEqual({ question: "b" });
});

test.each([
  ["hang", "hang: no answer within 1000 ms"],
  ["die", "crash: the thread ended with 3"],
])("a question that makes it %s is answered in words, and the next one by a new thread", async (question, answer) => {
  expect(await thread.ask(question)).toBe(answer);
  expect(await thread.ask("a")).toEqual({ question: "a" });
});
