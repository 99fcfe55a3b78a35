import { expect, test } from "vitest";
import { RestartingServer } from "../../../bindings/js/language/language-server.ts";
import type { LanguageModule } from "../../../bindings/js/language/language-module.ts";
import { didOpen, initialize, notice, read, request } from "./session.ts";

/** A module that traps at messages and work that hold a word, and tells what every instance was given. */
function trapping(word: string) {
  const given: string[][] = [];
  const start = async (): Promise<LanguageModule> => {
    const messages: string[] = [];
    given.push(messages);
    let work = 0;
    return {
      announce: () => undefined,
      receive(message) {
        messages.push(message);
        if (message.includes(word)) throw new WebAssembly.RuntimeError("unreachable");
        if (message.includes("laterTrap")) work = 1;
        return [`{"echo":${given.length}}`];
      },
      idle() {
        work = 0;
        throw new WebAssembly.RuntimeError("unreachable");
      },
      hasWork: () => work > 0,
      exitCode: () => undefined,
      memoryBytes: () => 0,
    };
  };
  return { given, start };
}

async function opened(word: string) {
  const { given, start } = trapping(word);
  const server = new RestartingServer(start, await start());
  for (const message of initialize()) await server.receive(message);
  return { server, given };
}

const uri = "file:///scripts/sign-up.lua";

test("a request at which the instance traps is answered, and the next instance knows what the client has said", async () => {
  const { server, given } = await opened("noSuch");
  await server.receive(didOpen("local a = 1\nlocal b\n"));
  const start = { line: 1, character: 6 };
  const contentChanges = [{ range: { start, end: { line: 1, character: 7 } }, text: "word" }];
  await server.receive(notice("textDocument/didChange", { textDocument: { uri, version: 7 }, contentChanges }));
  const pipeline = (layers: unknown[]) => notice("sluice/pipelineDidChange", { hook: "before_signup", layers });
  await server.receive(pipeline([[]]));
  await server.receive(pipeline([]));
  const answers = (await server.receive(request("noSuch", {}))).map(read);
  expect(answers.map(({ method }) => method)).toEqual(["window/logMessage", undefined]);
  expect(answers[1]?.error?.code).toBe(-32603);
  const replayed = given[1]!.map(read);
  expect(replayed.map(({ method }) => method)).toEqual([
    "initialize",
    "initialized",
    "sluice/pipelineDidChange",
    "textDocument/didOpen",
  ]);
  expect(replayed[2]?.params.layers).toEqual([]);
  expect(replayed[3]?.params.textDocument).toMatchObject({ version: 7, text: "local a = 1\nlocal word\n" });
  expect(await server.receive(request("textDocument/hover", {}))).toEqual(['{"echo":2}']);
});

test("a document that was closed is not opened again", async () => {
  const { server, given } = await opened("noSuch");
  await server.receive(didOpen("a"));
  await server.receive(notice("textDocument/didClose", { textDocument: { uri } }));
  await server.receive(request("noSuch", {}));
  expect(given[1]!.some((message) => message.includes("didOpen"))).toBe(false);
});

test("a script at which every instance traps ends the starting anew, until it changes", async () => {
  const { server, given } = await opened("nothing");
  await server.receive(didOpen("laterTrap"));
  for (let rounds = 0; server.hasWork(); rounds++) {
    expect(rounds).toBeLessThan(10);
    await server.idle();
  }
  const starts = given.length;
  expect(read((await server.receive(request("textDocument/hover", {})))[0]!).error?.code).toBe(-32603);
  expect(given.length).toBe(starts);
  const contentChanges = [{ text: "fine" }];
  await server.receive(notice("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges }));
  expect(given.length).toBe(starts + 1);
  expect(server.hasWork()).toBe(false);
  expect(await server.receive(request("textDocument/hover", {}))).toHaveLength(1);
});

test("an instance that is lost still lets the client leave", async () => {
  const { server } = await opened("nothing");
  await server.receive(didOpen("laterTrap"));
  while (server.hasWork()) await server.idle();
  expect(server.exitCode()).toBe(undefined);
  await server.receive(notice("exit", null));
  expect(server.exitCode()).toBe(1);
});

test("what was told last is told last again", async () => {
  const { server, given } = await opened("noSuch");
  const pipeline = (hook: string) => notice("sluice/pipelineDidChange", { hook, layers: [] });
  const settings = notice("workspace/didChangeConfiguration", { settings: { hook: "after_signup" } });
  const told = [pipeline("a"), pipeline("b"), settings, notice("sluice/workspaceDidChange", {}), pipeline("a")];
  for (const message of [...told, request("noSuch", {})]) await server.receive(message);
  expect(given[1]!.slice(2)).toEqual(told.slice(1));
});
