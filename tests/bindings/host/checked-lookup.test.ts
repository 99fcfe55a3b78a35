import { describe, expect, test } from "vitest";
import { checkedLookup } from "../../../bindings/js/host/checked-lookup.ts";
import { FakeNames } from "./loopback-network.ts";

/** What a socket is answered that asks for all addresses of a name with these. */
function resolve(addresses: readonly string[], all = true): Promise<unknown> {
  const lookup = checkedLookup(new FakeNames({ "a.example.com": addresses }).lookup);
  return new Promise((done, fail) => {
    lookup("a.example.com", { all }, (error, address) => (error ? fail(error) : done(address)));
  });
}

const refused = {
  name: "EffectError",
  code: "fetch_denied",
  message: "a.example.com resolves to an address that is not public",
};

test("public addresses are answered all, in their order", async () => {
  expect(await resolve(["93.184.216.34", "2606:4700::1111"])).toEqual([
    { address: "93.184.216.34", family: 4 },
    { address: "2606:4700::1111", family: 6 },
  ]);
});

test("the first is answered to a socket that takes one", async () => {
  expect(await resolve(["93.184.216.34", "2606:4700::1111"], false)).toBe("93.184.216.34");
});

describe("the name is refused when it has", () => {
  test.each([
    ["a private address", ["10.0.0.7"]],
    ["a private address after a public one", ["93.184.216.34", "192.168.0.1"]],
    ["a private address before a public one", ["127.0.0.1", "93.184.216.34"]],
    ["a private AAAA beside a public A", ["93.184.216.34", "fd00::1"]],
    ["a private A beside a public AAAA", ["2606:4700::1111", "169.254.169.254"]],
    ["a loopback address mapped into IPv6", ["::ffff:127.0.0.1"]],
    ["a public address mapped into IPv6", ["::ffff:93.184.216.34"]],
    ["a link-local address with a zone", ["fe80::1%eth0"]],
    ["a public address with a zone", ["2606:4700::1111%eth0"]],
    ["a NAT64 address", ["64:ff9b::808:808"]],
    ["the cloud's own service address", ["168.63.129.16"]],
    ["a name for an address", ["b.example.com"]],
    ["an address in another spelling", ["0x7f.1"]],
    ["an empty address", [""]],
  ])("%s", async (_, addresses) => {
    await expect(resolve(addresses)).rejects.toMatchObject(refused);
    await expect(resolve(addresses, false)).rejects.toMatchObject(refused);
  });
});

test("a name without addresses is a failure", async () => {
  await expect(resolve([])).rejects.toThrow("a.example.com has no address");
});

test("the failure of the name system is passed on", async () => {
  const lookup = checkedLookup(new FakeNames({}).lookup);
  const failure = new Promise((done) => lookup("a.example.com", {}, done));
  expect(await failure).toMatchObject({ code: "ENOTFOUND" });
});
