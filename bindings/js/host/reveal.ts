import { SluiceError } from "../errors.ts";
import { EffectError } from "./effect.ts";
import { checkFetchUrl, hostOf, type FetchPolicy } from "./fetch-policy.ts";
import type { OutgoingRequest } from "./request.ts";

/** A text of a request, and how secrets are written into it; bindings/wasm/boundary.h says what each form means. */
export interface OutgoingText {
  readonly form: "plain" | "percent" | "json" | "carried";
  readonly text: string;
}

/** What may be sent to `host`, with the secrets bound to it in place; null for a text that may not. */
export type Reveal = (host: string, texts: readonly OutgoingText[]) => Promise<readonly (string | null)[]>;

/** What the host's fetch is given. */
export interface RevealedRequest {
  readonly href: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const headerValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/**
 * The request with the secrets bound to its host in place: the last thing that happens before it is sent. Throws an
 * EffectError: `secret_bound` when a secret of other hosts is in it, `fetch_denied` when it cannot be sent so.
 */
export async function revealRequest(
  request: OutgoingRequest,
  policy: FetchPolicy | undefined,
  reveal: Reveal,
): Promise<RevealedRequest> {
  const { url, headers, body } = request;
  const texts: OutgoingText[] = [
    { form: "percent", text: url.href },
    { form: bodyForm(headers.get("content-type")), text: body ?? "" },
    ...plain(headers.values(), "plain"),
  ];
  const revealed = await revealAll(reveal, hostOf(url), texts);
  const [href, sentBody, ...values] = revealed.map((text) => text ?? refuse(url));
  return {
    href: href === undefined || href === url.href ? url.href : sameOriginHref(href, url, policy),
    headers: Object.fromEntries([...headers.keys()].map((name, index) => [name, sendable(name, values[index] ?? "")])),
    body: body === undefined ? undefined : sentBody,
  };
}

/** The headers that may go along to a new origin, which are those that hold no secret. */
export async function headersWithoutSecrets(
  url: URL,
  headers: ReadonlyMap<string, string>,
  reveal: Reveal,
): Promise<ReadonlyMap<string, string>> {
  const kept = await revealAll(reveal, hostOf(url), plain(headers.values(), "carried"));
  return new Map([...headers].filter((_, index) => kept[index] !== null));
}

function plain(values: Iterable<string>, form: "plain" | "carried"): OutgoingText[] {
  return [...values].map((text) => ({ form, text }));
}

async function revealAll(
  reveal: Reveal,
  host: string,
  texts: readonly OutgoingText[],
): Promise<readonly (string | null)[]> {
  try {
    return await reveal(host, texts);
  } catch (error) {
    if (error instanceof SluiceError && error.code === "fetch_denied") throw new EffectError(error.code, error.message);
    throw error;
  }
}

function bodyForm(contentType = ""): OutgoingText["form"] {
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (/^(application|text)\/json$|\+json$/.test(type)) return "json";
  return type === "application/x-www-form-urlencoded" ? "percent" : "plain";
}

function refuse(url: URL): never {
  throw new EffectError("secret_bound", `the request to ${hostOf(url)} holds a secret that is bound to other hosts`);
}

function sendable(name: string, value: string): string {
  if (headerValue.test(value)) return value;
  throw new EffectError("fetch_denied", `header ${JSON.stringify(name)} has a value that HTTP cannot carry`);
}

/** A secret may complete a path or a query, but not decide where the request goes. */
function sameOriginHref(href: string, before: URL, policy: FetchPolicy | undefined): string {
  const verdict = checkFetchUrl(href, policy);
  if (verdict.allowed && verdict.url.origin === before.origin) return verdict.url.href;
  throw new EffectError("fetch_denied", "the URL was refused: a secret in it does not fit into a URL");
}
