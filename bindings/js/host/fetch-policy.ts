import { deniedIpv4, deniedIpv6 } from "./address.ts";

/** Narrows or widens what scripts may fetch, within the built-in policy. */
export interface FetchPolicy {
  /** Ports that may be used; default 443 and 8443. */
  readonly ports?: readonly number[];
  /** If given, only these hosts: a name, or "*.example.com" for every name below example.com. */
  readonly hosts?: readonly string[];
  /**
   * Origins the deployment itself answers at, as "https://login.example.com". Requests to them say in the header
   * `sluice-depth` how many triggers led there, so that triggers cannot call one another for ever.
   */
  readonly ownOrigins?: readonly string[];
}

/** The verdict of `checkFetchUrl`. */
export type FetchVerdict =
  /** `url` is the one to request, never the text that was checked. */
  | { readonly allowed: true; readonly url: URL }
  /** `reason` is a sentence without the URL's path or query. */
  | { readonly allowed: false; readonly code: "fetch_denied"; readonly reason: string };

const maxUrlLength = 8_192;
const maxHostLength = 253;
const defaultPorts: readonly number[] = [443, 8_443];

/** The URL parser strips or rewrites these, so that what was checked would not be what was written. */
export const rewrittenCharacter = /[\u0000-\u0020\u007f\u00a0\u2028\u2029\\]/;
const userinfo = /^https:\/\/[^/?#]*@/i;
const hostName = /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;
const dottedQuad = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Names, and everything below them, that lead to machines of the deployment's own. */
const privateNames = (
  "localhost localhost6 localdomain localdomain6 local internal lan home home.arpa corp intranet private " +
  "test invalid example onion arpa svc docker.internal metadata.goog"
).split(" ");

/** Public names that resolve to private addresses by design. The list cannot be complete. */
const loopbackNames =
  "nip.io sslip.io xip.io localtest.me lvh.me vcap.me lacolhost.com 1u.ms rbndr.us burpcollaborator.net".split(" ");

/**
 * Whether scripts may fetch `text`, and as which URL. Decides on the host as the platform's URL parser understands
 * it. What a name resolves to is not known here.
 */
export function checkFetchUrl(text: string, policy: FetchPolicy = {}): FetchVerdict {
  const spelling = faultInSpelling(text);
  if (spelling !== undefined) return denied(spelling);
  const url = parse(text);
  if (url === undefined) return denied("it is not a valid URL");
  const fault = faultInUrl(url) ?? faultInPort(url, policy) ?? faultInHost(url) ?? faultInAllowList(url, policy);
  return fault === undefined ? { allowed: true, url } : denied(fault);
}

/** The ports that may be used. */
export function portsOf({ ports = defaultPorts }: FetchPolicy): readonly number[] {
  return ports;
}

/** Whether `host` equals `pattern` or, for "*.name", lies below name. */
export function hostMatches(host: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted.startsWith("*.") ? host.endsWith(wanted.slice(1)) : host === wanted;
}

/** The host of `url` as lists name it: without port and without the trailing dot of a rooted name. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/\.$/, "");
}

function denied(reason: string): FetchVerdict {
  return { allowed: false, code: "fetch_denied", reason };
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function faultInSpelling(text: string): string | undefined {
  if (text.length > maxUrlLength) return `it is longer than ${maxUrlLength} characters`;
  if (rewrittenCharacter.test(text)) return "it contains a space, a backslash or a control character";
  if (!/^https:\/\/[^/]/i.test(text)) return "it does not begin with https:// and a host";
  if (userinfo.test(text)) return "it contains user information";
  return undefined;
}

function faultInUrl(url: URL): string | undefined {
  if (url.protocol !== "https:") return "its scheme is not https";
  if (url.username !== "" || url.password !== "") return "it contains user information";
  return undefined;
}

function faultInPort(url: URL, policy: FetchPolicy): string | undefined {
  const port = url.port === "" ? 443 : Number(url.port);
  return portsOf(policy).includes(port) ? undefined : `port ${port} is not allowed`;
}

function faultInHost(url: URL): string | undefined {
  const host = url.hostname;
  if (host.startsWith("[")) return addressFault(host, deniedIpv6(host.slice(1, -1)));
  if (dottedQuad.test(host)) return addressFault(host, deniedIpv4(host));
  return faultInName(hostOf(url));
}

function addressFault(host: string, range: string | undefined): string | undefined {
  return range === undefined ? undefined : `${host} is not a public address (${range})`;
}

function faultInName(name: string): string | undefined {
  if (name.length > maxHostLength || !hostName.test(name)) return "its host is not a full public name";
  if (isBelow(name, privateNames)) return `${name} is a private name`;
  if (isBelow(name, loopbackNames)) return `${name} resolves to private addresses by design`;
  return undefined;
}

function isBelow(name: string, suffixes: readonly string[]): boolean {
  return suffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));
}

function faultInAllowList(url: URL, policy: FetchPolicy): string | undefined {
  if (policy.hosts === undefined) return undefined;
  const host = hostOf(url);
  return policy.hosts.some((pattern) => hostMatches(host, pattern))
    ? undefined
    : `${host} is not among the hosts this deployment allows`;
}
