/** The end of a header, as of the first message: "Content-Length: 52\r\n\r\n". */
const headerEnd = "\r\n\r\n";
/** A header that is longer is none. */
const longestHeader = 4096;

/** Takes messages with their headers off a stream of bytes, as the Language Server Protocol's base protocol has them. */
export class FrameReader {
  #bytes: Uint8Array = new Uint8Array();
  readonly #decoder = new TextDecoder();

  /** The messages that are complete with `chunk`. Throws when a header does not tell a length: the stream is lost. */
  push(chunk: Uint8Array): string[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : joined(this.#bytes, chunk);
    const messages: string[] = [];
    for (let message = this.#next(); message !== undefined; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): string | undefined {
    const header = latin1(this.#bytes.subarray(0, longestHeader));
    const end = header.indexOf(headerEnd);
    if (end < 0) {
      if (header.length === longestHeader) throw new Error("a message without a header");
      return undefined;
    }
    const length = /^content-length: *(\d+) *$/im.exec(header.slice(0, end).replaceAll("\r", ""))?.[1];
    if (length === undefined) throw new Error("a header without Content-Length");
    const begin = end + headerEnd.length;
    if (this.#bytes.length < begin + Number(length)) return undefined;
    const message = this.#bytes.subarray(begin, begin + Number(length));
    this.#bytes = this.#bytes.subarray(begin + Number(length));
    return this.#decoder.decode(message);
  }
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

/** Headers are ASCII; what is not is kept byte by byte, so that places agree. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
