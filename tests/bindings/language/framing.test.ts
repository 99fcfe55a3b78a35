import { expect, test } from "vitest";
import { framed, FrameReader } from "../../../bindings/js/language/framing.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("messages come back from any pieces of their frames", () => {
  const messages = ["{}", '{"text":"é\u{1F600}"}', ""];
  const stream = Buffer.concat(messages.map(framed));
  for (const size of [1, 2, 7, stream.length]) {
    const reader = new FrameReader();
    const read: string[] = [];
    for (let at = 0; at < stream.length; at += size) read.push(...reader.push(stream.subarray(at, at + size)));
    expect(read).toEqual(messages);
  }
});

test("other headers and the case of letters do not matter", () => {
  const header = "Content-Type: application/vscode-jsonrpc\r\ncontent-length:2\r\n\r\n";
  expect(new FrameReader().push(bytes(`${header}{}`))).toEqual(["{}"]);
});

test("a header without a length, and one that does not end, are refused", () => {
  expect(() => new FrameReader().push(bytes("Length: 2\r\n\r\n{}"))).toThrow();
  expect(() => new FrameReader().push(bytes("x".repeat(5000)))).toThrow();
});
