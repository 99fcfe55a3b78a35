/** What is longer is dropped as it comes. */
export const mostBytes = 64 * 2 ** 20;
const mostHeaderBytes = 8 * 2 ** 10;
const lengthField = "content-length:";
const headerEnd = "\r\n\r\n";

/** One unit for each byte, so that places agree. */
const asciiDecoder = new TextDecoder("latin1");
const decoder = new TextDecoder();

/**
 * Takes a stream of bytes apart into messages, as bindings/lsp/frames.h does: after something that is no frame it looks
 * for the next header, and gives an empty message in its place, which the server answers as what it is: no message.
 */
export class FrameReader {
  #bytes: Uint8Array = new Uint8Array();
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
    const rest = chunk.subarray(skipped);
    this.#bytes = this.#bytes.length === 0 ? rest : joined(this.#bytes, rest);
    const messages: string[] = [];
    for (let message = this.#next(); message !== undefined; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): string | undefined {
    if (this.#length === undefined) this.#readHeader();
    if (this.#length === undefined) return this.#isLost ? this.#resync() : undefined;
    const length = this.#length;
    if (length > mostBytes) {
      const here = Math.min(length, this.#bytes.length);
      this.#take(here);
      this.#dropped = length - here;
      this.#length = undefined;
      return "";
    }
    if (this.#bytes.length < length) return undefined;
    this.#length = undefined;
    return decoder.decode(this.#take(length));
  }

  #readHeader(): void {
    if (this.#isLost) return;
    const header = asciiDecoder.decode(this.#bytes.subarray(0, mostHeaderBytes + headerEnd.length));
    const end = header.indexOf(headerEnd);
    if (end >= 0) this.#length = contentLength(header.slice(0, end));
    if (this.#length !== undefined) this.#take(end + headerEnd.length);
    else if (end >= 0 || header.length > mostHeaderBytes) this.#lose();
  }

  /** Goes on behind the first byte, which begins no header. */
  #lose(): void {
    this.#isLost = true;
    this.#take(1);
  }

  /** Drops what comes before the next thing that may be a header. */
  #resync(): string | undefined {
    const found = asciiDecoder.decode(this.#bytes).toLowerCase().indexOf(lengthField);
    if (found < 0) {
      // The end of what is there may be the begin of one.
      this.#take(this.#bytes.length - Math.min(this.#bytes.length, lengthField.length - 1));
      return undefined;
    }
    this.#take(found);
    this.#isLost = false;
    return "";
  }

  #take(length: number): Uint8Array {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }
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
  const body = new TextEncoder().encode(message);
  return joined(new TextEncoder().encode(`Content-Length: ${body.length}${headerEnd}`), body);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
