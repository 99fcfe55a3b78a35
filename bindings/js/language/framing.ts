/** What is longer is dropped as it comes. */
export const maxMessageBytes = 64 * 2 ** 20;
/** Of a header, without the empty line at its end. */
export const maxHeaderBytes = 8 * 2 ** 10;
const lengthField = "content-length:";
const headerEnd = "\r\n\r\n";

const encoder = new TextEncoder();
const asciiDecoder = new TextDecoder("latin1");
const decoder = new TextDecoder();

/**
 * Takes a stream of bytes apart into messages, as bindings/lsp/frames.h does: after something that is no frame it looks
 * for the next header, and gives an empty message in its place, which the server answers as what it is: no message.
 */
export class FrameReader {
  readonly #bytes = new ByteQueue();
  /** Of the message whose header was read. */
  #length: number | undefined;
  /** Bytes that are still to come of a message that is too long. */
  #dropped = 0;
  /** Whether the bytes before belong to no frame. */
  #isLost = false;

  /** The messages that are complete with `chunk`. */
  push(chunk: Uint8Array): string[] {
    const skipped = Math.min(this.#dropped, chunk.length);
    this.#dropped -= skipped;
    this.#bytes.append(chunk.subarray(skipped));
    const messages: string[] = [];
    for (let message = this.#next(); message !== undefined; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): string | undefined {
    if (this.#length === undefined) this.#readHeader();
    if (this.#length === undefined) return this.#isLost ? this.#resync() : undefined;
    const length = this.#length;
    if (length > maxMessageBytes) {
      const here = Math.min(length, this.#bytes.length);
      this.#bytes.take(here);
      this.#dropped = length - here;
      this.#length = undefined;
      return "";
    }
    if (this.#bytes.length < length) return undefined;
    this.#length = undefined;
    return decoder.decode(this.#bytes.take(length));
  }

  #readHeader(): void {
    if (this.#isLost) return;
    const head = this.#bytes.first(maxHeaderBytes + headerEnd.length);
    const end = placeOf(headerEnd, head);
    if (end >= 0) this.#length = contentLength(asciiDecoder.decode(head.subarray(0, end)));
    if (this.#length !== undefined) this.#bytes.take(end + headerEnd.length);
    else if (end >= 0 || head.length > maxHeaderBytes) this.#lose();
  }

  /** Goes on behind the first byte, which begins no header. */
  #lose(): void {
    this.#isLost = true;
    this.#bytes.take(1);
  }

  /** Drops what comes before the next thing that may be a header. */
  #resync(): string | undefined {
    const { length } = this.#bytes;
    const found = placeOf(lengthField, this.#bytes.first(length));
    // The end of what is there may be the begin of one.
    this.#bytes.take(found < 0 ? length - Math.min(length, lengthField.length - 1) : found);
    if (found < 0) return undefined;
    this.#isLost = false;
    return "";
  }
}

/** Bytes that have come and were not taken yet, each copied a bounded number of times however small the pieces are. */
class ByteQueue {
  #buffer: Uint8Array = new Uint8Array();
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** `chunk` must not change afterwards: most messages lie in one, which is not copied. */
  append(chunk: Uint8Array): void {
    const { length } = this;
    if (length === 0) {
      [this.#buffer, this.#start, this.#end] = [chunk, 0, chunk.length];
      return;
    }
    if (this.#end + chunk.length > this.#buffer.length) {
      const larger = new Uint8Array(2 * (length + chunk.length));
      larger.set(this.first(length));
      [this.#buffer, this.#start, this.#end] = [larger, 0, length];
    }
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** The first of them, at most so many. They stay. */
  first(most: number): Uint8Array {
    return this.#buffer.subarray(this.#start, Math.min(this.#end, this.#start + most));
  }

  /** The first `count` of them, which are there. */
  take(count: number): Uint8Array {
    const taken = this.first(count);
    this.#start += count;
    return taken;
  }
}

/** Where a text of lower-case ASCII first stands in `bytes`, in letters of either case; -1 if nowhere. */
function placeOf(text: string, bytes: Uint8Array): number {
  const wanted = encoder.encode(text);
  for (let at = 0; at + wanted.length <= bytes.length; at++) {
    if (wanted.every((byte, index) => lower(bytes[at + index]!) === byte)) return at;
  }
  return -1;
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** The length that the fields of a header name, each on a line; undefined when one of the lines is no field. */
function contentLength(header: string): number | undefined {
  let length: number | undefined;
  for (const line of header.split("\r\n")) {
    if (!line.includes(":")) return undefined;
    if (!line.toLowerCase().startsWith(lengthField)) continue;
    const digits = /^[ \t]*(\d+)[ \t]*$/.exec(line.slice(lengthField.length))?.[1];
    length = Number(digits);
    if (!Number.isSafeInteger(length)) return undefined;
  }
  return length;
}

/** A message with its header. */
export function framed(message: string): Uint8Array {
  const body = encoder.encode(message);
  const header = encoder.encode(`Content-Length: ${body.length}${headerEnd}`);
  const frame = new Uint8Array(header.length + body.length);
  frame.set(header);
  frame.set(body, header.length);
  return frame;
}
