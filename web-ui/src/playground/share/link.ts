import type { FetchMock, Files } from "sluice";

import { readPlaygroundFile } from "../files.ts";

/** What a link holds: one pipeline with its scripts and mocks, and what it was tried with. No value of a secret. */
export interface SharedPlayground {
  readonly trigger: string;
  readonly files: Files;
  readonly mocks: readonly FetchMock[];
  readonly contextText: string;
}

/** What begins a fragment that holds a playground; the number is that of its format. */
const prefix = "#shared-1=";

/** Characters that browsers, chats and mail leave alone in an address. */
export const longestLink = 32_000;

/** More than this does not come out of a link, however small it was packed. Bytes. */
const largest = 2 * 1024 * 1024;

/** The fragment of an address: JSON, deflated (RFC 1951), as base64url (RFC 4648). */
export async function packLink(shared: SharedPlayground): Promise<string> {
  const { files, mocks, ...rest } = shared;
  const text = JSON.stringify({ sluice: "playground", files, mocks, ...rest });
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return prefix + base64url(await bytesOf(packed, Infinity));
}

/** Whether an address's fragment is meant to hold a playground. */
export function isLink(fragment: string): boolean {
  return fragment.startsWith(prefix);
}

/** Throws a TypeError for a link that was cut off, changed, or that unpacks to more than 2 MB. */
export async function unpackLink(fragment: string): Promise<SharedPlayground> {
  const text = await unpacked(fragment.slice(prefix.length)).catch(() => {
    throw new TypeError("This link is damaged or was cut off: ask for it once more.");
  });
  const { files, mocks } = readPlaygroundFile(text);
  const { trigger, contextText = "{}" } = JSON.parse(text) as Partial<Record<string, unknown>>;
  const isWhole = typeof trigger === "string" && typeof contextText === "string";
  if (!isWhole || !Object.hasOwn(files, `pipelines/${trigger}.json`)) {
    throw new TypeError("This link holds no pipeline.");
  }
  return { trigger, files, mocks, contextText };
}

async function unpacked(text: string): Promise<string> {
  const packed = new Blob([bytesFrom(text)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new TextDecoder("utf-8", { fatal: true }).decode(await bytesOf(packed, largest));
}

async function bytesOf(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > most) throw new RangeError(`more than ${most} bytes`);
    parts.push(new Uint8Array(part));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  // In parts, as the arguments of one call are limited.
  let binary = "";
  for (let at = 0; at < bytes.length; at += 4_096) binary += String.fromCharCode(...bytes.subarray(at, at + 4_096));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesFrom(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
