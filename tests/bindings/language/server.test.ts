import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createLanguageServer } from "sluice/language";
import { expect, test } from "vitest";
import { answersOf, didOpen, initialize, notice, read, session } from "./session.ts";

const wasm = () => readFile(createRequire(import.meta.url).resolve("sluice/language.wasm"));

test("a session over the module ends as the protocol says", async () => {
  const server = await createLanguageServer();
  const answers = (await answersOf(server, session())).map(read);
  expect(answers[0]?.result?.capabilities).toBeDefined();
  expect(answers.find(({ id }) => id === 2)?.result?.contents).toBeDefined();
  const labels = answers.find(({ id }) => id === 3)?.result;
  expect(JSON.stringify(labels)).toContain('"email"');
  expect(JSON.stringify(answers)).toContain("undefined-global");
  expect(answers.filter(({ method }) => method === "textDocument/publishDiagnostics").at(-1)?.params.diagnostics).toEqual(
    [],
  );
  expect(answers.some(({ error }) => error?.code === -32601)).toBe(true);
  expect(server.exitCode()).toBe(0);
});

test("two servers give the same answers, byte by byte", async () => {
  const [one, other] = await Promise.all([createLanguageServer(), createLanguageServer({ module: wasm() })]);
  expect(await answersOf(one, session())).toEqual(await answersOf(other, session()));
});

test("texts of any characters come back as they were", async () => {
  const server = await createLanguageServer();
  const answers = await answersOf(server, [...initialize(), didOpen("x = '\u{1F600}é\u0000' .. nichtDa_ö")]);
  expect(answers.map(read).at(-1)?.params.uri).toBe("file:///scripts/sign-up.lua");
});

const nests = ["f(function() ", "x = f{a = ", "while a do ", "x = (", "if a then ", "a.b(", "x = not ", "repeat local a = 1 "];

test.each(nests)("a script that nests %j as deep as Lua allows, and deeper, is looked at", async (nest) => {
  const server = await createLanguageServer();
  await answersOf(server, initialize());
  for (const depth of [60, 95, 190, 198, 5000]) {
    const answers = await answersOf(server, [didOpen(nest.repeat(depth), `file:///${depth}.lua`)]);
    expect(answers.map(read).at(-1)?.params.diagnostics.length).toBeGreaterThan(0);
    expect(answers.join("")).not.toContain("crashed");
  }
});

test("a module that is none is refused", async () => {
  await expect(createLanguageServer({ module: new Uint8Array([1, 2, 3]) })).rejects.toThrow();
  await expect(createLanguageServer({ module: new Response("", { status: 404 }) })).rejects.toThrow("language.wasm");
});

test("10,000 edits take no more memory than the first 2,000", async () => {
  const server = await createLanguageServer();
  const lines = Array.from({ length: 60 }, (_, line) => `local value_${line} = context.email .. "${line}"\n`);
  await answersOf(server, [...initialize(), didOpen(lines.join(""))]);
  const textDocument = { uri: "file:///scripts/sign-up.lua", version: 2 };
  let early = 0;
  for (let edit = 0; edit < 10_000; edit++) {
    const at = { line: edit % 60, character: 0 };
    const end = { line: at.line, character: edit % 120 < 60 ? 0 : 2 };
    const change = { range: { start: at, end }, text: edit % 120 < 60 ? "x." : "" };
    await server.receive(notice("textDocument/didChange", { textDocument, contentChanges: [change] }));
    // Some bursts are looked at, as when somebody pauses.
    if (edit % 10 === 0) while (server.hasWork()) await server.idle();
    if (edit === 2_000) early = server.memoryBytes();
  }
  expect(server.memoryBytes()).toBe(early);
}, 120_000);
