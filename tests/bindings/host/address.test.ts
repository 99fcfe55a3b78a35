import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { deniedIpv4, deniedIpv6 } from "../../../bindings/js/host/address.ts";

/** First and last address of a denied range, and the neighbours that are allowed. */
const v4Edges: readonly [string, string, string, string | undefined, string | undefined][] = [
  ["this network", "0.0.0.0", "0.255.255.255", undefined, "1.0.0.0"],
  ["10/8", "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"],
  ["carrier-grade NAT", "100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"],
  ["loopback", "127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"],
  ["the cloud host service", "168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17"],
  ["link-local", "169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"],
  ["172.16/12", "172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"],
  ["protocol assignments", "192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"],
  ["TEST-NET-1", "192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"],
  ["AS112", "192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0"],
  ["multicast relays", "192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0"],
  ["AS112, delegated", "192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0"],
  ["6to4 relays", "192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"],
  ["192.168/16", "192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"],
  ["benchmarks", "198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"],
  ["TEST-NET-2", "198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"],
  ["TEST-NET-3", "203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"],
  ["multicast and reserved", "224.0.0.0", "255.255.255.255", "223.255.255.255", undefined],
];

describe.each(v4Edges)("IPv4 %s", (_, first, last, below, above) => {
  test("is denied from its first to its last address", () => {
    expect([first, last].filter((address) => !deniedIpv4(address))).toEqual([]);
  });
  test("ends there", () => {
    const neighbours = [below, above].filter((address) => address !== undefined);
    expect(neighbours.filter((address) => deniedIpv4(address))).toEqual([]);
  });
});

test.each([
  "2000::1",
  "2001:200::1",
  "2001:4860:4860::8888",
  "2001:db7:ffff::1",
  "2001:db9::1",
  "2003::1",
  "2606:4700::1111",
  "2620:4f:7fff:ffff::1",
  "2620:4f:8001::1",
  "3ffe:ffff::1",
  "3fff:1000::1",
])("IPv6 %s is allowed", (address) => {
  expect(deniedIpv6(address)).toBeUndefined();
});

test.each([
  ["unspecified", "::"],
  ["loopback", "::1"],
  ["IPv4-compatible", "::7f00:1"],
  ["IPv4-mapped", "::ffff:7f00:1"],
  ["IPv4-mapped, of a public address", "::ffff:808:808"],
  ["IPv4-translated", "::ffff:0:7f00:1"],
  ["NAT64", "64:ff9b::808:808"],
  ["local NAT64", "64:ff9b:1::1"],
  ["discard", "100::1"],
  ["discard, newer", "100:0:0:1::1"],
  ["just below global unicast", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["Teredo", "2001::1"],
  ["benchmarks", "2001:2::1"],
  ["ORCHID", "2001:10::1"],
  ["ORCHIDv2", "2001:20::1"],
  ["last of the protocol assignments", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["documentation", "2001:db8::1"],
  ["6to4", "2002:7f00:1::1"],
  ["AS112", "2620:4f:8000::1"],
  ["newer documentation", "3fff::1"],
  ["last of the newer documentation", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["just above global unicast", "4000::1"],
  ["SRv6", "5f00::1"],
  ["unique local", "fc00::1"],
  ["cloud metadata", "fd00:ec2::254"],
  ["link-local", "fe80::1"],
  ["site-local", "fec0::1"],
  ["multicast", "ff02::1"],
])("IPv6 %s is denied", (_, address) => {
  expect(deniedIpv6(address)).toEqual(expect.any(String));
});

/** Addresses all over the space, the same ones each time: a generator of Knuth's (MMIX). */
function* addresses(count: number, bits: number): Generator<bigint> {
  let state = 1n;
  for (let index = 0; index < count; index++) {
    let address = 0n;
    for (let drawn = 0; drawn < bits; drawn += 32) {
      state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
      address = (address << 32n) | (state >> 32n);
    }
    yield address;
  }
}

const dotted = (address: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
const grouped = (address: bigint): string =>
  new URL(
    `https://[${Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 65_535n).toString(16)).join(":")}]`,
  ).hostname.slice(1, -1);
const isSpecial = (address: string): boolean => ipaddr.parse(address).range() !== "unicast";

describe("beside ipaddr.js", () => {
  test("every IPv4 address it calls special is denied, and no other but the cloud's", () => {
    const sample = [...addresses(20_000, 32)].map(dotted);
    const neighbours = v4Edges.flatMap(([, ...edges]) => edges.filter((edge) => edge !== undefined));
    const differs = (address: string): boolean => isSpecial(address) !== (deniedIpv4(address) !== undefined);
    expect([...sample, ...neighbours].filter(differs)).toEqual(["168.63.129.16", "168.63.129.16"]);
  });

  test("every IPv6 address it calls special is denied, and in 2000::/3 no other", () => {
    const mostlyPublic = [...addresses(10_000, 128)].map((address) => (address >> 3n) | (1n << 125n));
    const protocols = [...addresses(5_000, 96)].map((address) => (0x2001n << 112n) | address);
    const sample = [...addresses(5_000, 128), ...mostlyPublic, ...protocols].map(grouped);
    const isGlobal = (address: string): boolean => /^[23][0-9a-f]{3}:/.test(address);
    expect(sample.filter(isGlobal).length).toBeGreaterThan(14_000);
    expect(sample.filter((address) => isSpecial(address) && deniedIpv6(address) === undefined)).toEqual([]);
    expect(sample.filter((address) => isGlobal(address) && !isSpecial(address) && deniedIpv6(address))).toEqual([]);
  });
});
