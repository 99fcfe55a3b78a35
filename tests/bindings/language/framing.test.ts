import { expect, test } from "vitest";
import { framed, FrameReader, maxHeaderBytes, maxMessageBytes } from "../../../bindings/js/language/framing.ts";

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

test.each(["Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "{}\r\n\r\n", "Content-Type: text\r\n\r\n"])(
  "after %j comes an empty message, and the next is found",
  (broken) => {
    const stream = Buffer.concat([bytes(broken), framed("next")]);
    for (const size of [1, 3, stream.length]) {
      const reader = new FrameReader();
      const read: string[] = [];
      for (let at = 0; at < stream.length; at += size) read.push(...reader.push(stream.subarray(at, at + size)));
      expect(read[0]).toBe("");
      expect(read.at(-1)).toBe("next");
    }
  },
);

test("a message that is too long is dropped as it comes", () => {
  const reader = new FrameReader();
  expect(reader.push(bytes(`Content-Length: ${maxMessageBytes + 1}\r\n\r\n`))).toEqual([""]);
  const part = new Uint8Array(maxMessageBytes / 64);
  for (let sent = 0; sent < maxMessageBytes; sent += part.length) expect(reader.push(part)).toEqual([]);
  expect(reader.push(Buffer.concat([bytes("x"), framed("next")]))).toEqual(["next"]);
});

test("a long message that comes in many small pieces is put together in the time of its length", () => {
  const message = "x".repeat(8 * 2 ** 20);
  const stream = framed(message);
  const reader = new FrameReader();
  const read: string[] = [];
  for (let at = 0; at < stream.length; at += 64) read.push(...reader.push(stream.subarray(at, at + 64)));
  expect(read).toEqual([message]);
});

test("many broken headers at once are passed over in the time of their length", () => {
  const stream = Buffer.concat([bytes("content-length:x\r\n\r\n".repeat(2 ** 16)), framed("next")]);
  const read = new FrameReader().push(stream);
  expect(read).toHaveLength(2 ** 16 + 1);
  expect(read.at(-1)).toBe("next");
});

test.each([
  [maxHeaderBytes - 1, ["{}"]],
  [maxHeaderBytes, ["{}"]],
  [maxHeaderBytes + 1, ["", "next"]],
])("of a header of %i bytes comes %j", (length, expected) => {
  const fields = "Content-Length: 2\r\nX: ";
  const header = `${fields.padEnd(length, "x")}\r\n\r\n`;
  const read = new FrameReader().push(Buffer.concat([bytes(`${header}{}`), framed("next")]));
  expect(read.slice(0, expected.length)).toEqual(expected);
});
