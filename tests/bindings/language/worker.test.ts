import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { createLanguageServer, workerTransport } from "sluice/language";
import { expect, test } from "vitest";
import { answersOf, didOpen, initialize, read, session } from "./session.ts";

const entry = pathToFileURL(createRequire(import.meta.url).resolve("sluice/language/worker"));

async function withWorker(use: (worker: Worker) => Promise<void>): Promise<void> {
  const worker = new Worker(entry);
  try {
    await use(worker);
  } finally {
    await worker.terminate();
  }
}

test("a session over a worker is answered like one over the module", () =>
  withWorker(async (worker) => {
    const expected = await answersOf(await createLanguageServer(), session());
    const answers: string[] = [];
    const transport = workerTransport(worker);
    transport.subscribe((message) => answers.push(message));
    for (const message of session()) {
      transport.send(message);
      // As a client that waits for each reply: otherwise work that was put off comes later.
      const { id } = message.startsWith("{") ? read(message) : {};
      if (id !== undefined) await expect.poll(() => answers.some((answer) => read(answer).id === id)).toBe(true);
    }
    await expect.poll(() => answers.length).toBe(expected.length);
    expect(answers.toSorted()).toEqual(expected.toSorted());
  }));

test("what is sent before the worker has started is not lost", () =>
  withWorker(async (worker) => {
    const transport = workerTransport(worker);
    const published = new Promise<string>((resolve) =>
      transport.subscribe((message) => message.includes("publishDiagnostics") && resolve(message)),
    );
    for (const message of [...initialize(), didOpen("print(nothing)")]) transport.send(message);
    expect(await published).toContain("undefined-global");
  }));

test("who unsubscribes is told nothing more", () =>
  withWorker(async (worker) => {
    const transport = workerTransport(worker);
    const told: string[] = [];
    const quiet = (message: string) => void told.push(message);
    transport.subscribe(quiet);
    transport.unsubscribe(quiet);
    const answered = new Promise<string>((resolve) => transport.subscribe(resolve));
    for (const message of initialize()) transport.send(message);
    await answered;
    expect(told).toEqual([]);
  }));
