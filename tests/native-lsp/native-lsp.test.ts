import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { converse } from "../bindings/language/converse.ts";
import { didOpen, initialize, notice, read, request, session } from "../bindings/language/session.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const native: [string, string[]] = [join(root, "build/native-debug/bindings/sluice-lsp"), []];
const packaged: [string, string[]] = [process.execPath, [join(root, "dist/language/lsp-program.js")]];

const fixtures = join(root, "tests/core/language/fixtures");
const files = readdirSync(fixtures).map((name) => join(fixtures, name));

/** What is asked about a whole document, and at the end of every twentieth line. */
function questionsAbout(file: string): string[] {
  const uri = `file:///scripts/${basename(file)}`;
  const textDocument = { uri };
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: 0 } };
  const options = { tabSize: 2, insertSpaces: true };
  const places = lines.map((line, index) => ({ line: index, character: line.length }));
  return [
    didOpen(text, uri),
    request("textDocument/diagnostic", { textDocument }),
    request("textDocument/documentSymbol", { textDocument }),
    request("textDocument/foldingRange", { textDocument }),
    request("textDocument/semanticTokens/full", { textDocument }),
    request("textDocument/inlayHint", { textDocument, range }),
    request("textDocument/codeLens", { textDocument }),
    request("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }),
    request("textDocument/formatting", { textDocument, options }),
    ...places
      .filter(({ line }) => line % 20 === 0)
      .flatMap((position) => [
        request("textDocument/hover", { textDocument, position: { ...position, character: position.character >> 1 } }),
        request("textDocument/completion", { textDocument, position }),
        request("textDocument/signatureHelp", { textDocument, position }),
      ]),
  ];
}

/** Without what a server tells by itself: that comes when it has nothing else to do, perhaps not before the end. */
function repliesOf(answers: readonly string[]): string[] {
  return answers.filter((answer) => read(answer).id !== undefined);
}

test("a session with an edit, a mistake and an end is answered byte by byte as by the package's program", async () => {
  const [theirs, ours] = [await converse(native, session()), await converse(packaged, session())];
  expect([theirs.code, ours.code]).toEqual([0, 0]);
  expect(repliesOf(theirs.answers)).toEqual(repliesOf(ours.answers));
});

test("what is asked about the fixtures is answered byte by byte as by the package's program", async () => {
  const questions = files.flatMap(questionsAbout);
  const messages = [...initialize(), ...questions, request("shutdown", null), notice("exit", null)];
  const [theirs, ours] = (await Promise.all([converse(native, messages), converse(packaged, messages)])).map(
    ({ answers }) => repliesOf(answers),
  );
  expect(theirs!.map(read).filter(({ error }) => error !== undefined)).toEqual([]);
  expect(theirs!.length).toBeGreaterThan(files.length * 11);
  for (const [index, reply] of theirs!.entries()) expect(reply).toBe(ours![index]);
});
