import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { checkedLookup, type LookupAll } from "../../../bindings/js/host/checked-lookup.ts";

/** A name system that knows `names`, and counts how often it is asked. */
export class FakeNames {
  /** Names in the order they were asked for. */
  readonly asked: string[] = [];
  readonly #names: Readonly<Record<string, readonly string[]>>;

  constructor(names: Readonly<Record<string, readonly string[]>>) {
    this.#names = names;
  }

  readonly lookup: LookupAll = (name, _, done) => {
    this.asked.push(name);
    const addresses = this.#names[name];
    if (!addresses) return done(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []);
    done(null, addresses.map(found));
  };
}

/**
 * The lookup of Node's own fetch over `lookup`, with loopback in place of each address that passed its check: a
 * network in which public addresses lead to the services of a test.
 */
export function loopbackNetwork(lookup: LookupAll): LookupFunction {
  const checked = checkedLookup(lookup);
  return (name, options, done) => {
    checked(name, options, (error, addresses) => {
      if (error) return done(error, "");
      if (Array.isArray(addresses))
        return done(
          null,
          addresses.map(() => found("127.0.0.1")),
        );
      done(null, "127.0.0.1", 4);
    });
  };
}

function found(address: string): LookupAddress {
  return { address, family: address.includes(":") ? 6 : 4 };
}
