import type { LookupAddress, LookupAllOptions } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { EffectError } from "./effect.ts";
import { checkFetchUrl } from "./fetch-policy.ts";

/** Resolves a name to all of its addresses, as `lookup` of node:dns does. */
export type LookupAll = (
  name: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for sockets that fails with an EffectError, `fetch_denied`, when a name has an address that is not
 * public, even beside public ones: which of them would be used is not known before. A socket connects to what its
 * lookup answers and asks nobody again, so that an answer that changes afterwards changes nothing.
 */
export function checkedLookup(lookup: LookupAll): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error ?? !first) done(error ?? new Error(`${name} has no address`), "");
      else if (!addresses.every(({ address }) => isPublic(address))) done(notPublic(name), "");
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/** Judged like an address in a URL, which also brings it into the one form that the rules know. */
function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  return checkFetchUrl(`https://${isIP(address) === 6 ? `[${address}]` : address}/`).allowed;
}

// Does not tell the address: how the deployment's own network is laid out is nothing for scripts.
function notPublic(name: string): EffectError {
  return new EffectError("fetch_denied", `${name} resolves to an address that is not public`);
}
