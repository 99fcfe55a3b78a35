/**
 * Which literal IP addresses a script may not reach. Addresses arrive in the form the URL parser made canonical, so
 * that there is one spelling of each: a dotted quad, or compressed lower-case hexadecimal groups.
 */

/** [address, prefix length, what it is] */
type Range = readonly [string, number, string];

// IANA's special-purpose registries (RFC 6890) and multicast, and a cloud's own service address. A test compares them
// with ipaddr.js, which would take a fifth of the package's size budget if it were used here.
const deniedV4: readonly Range[] = [
  ["0.0.0.0", 8, "this network"],
  ["10.0.0.0", 8, "a private network"],
  ["100.64.0.0", 10, "carrier-grade NAT"],
  ["127.0.0.0", 8, "loopback"],
  ["168.63.129.16", 32, "a cloud host service"],
  ["169.254.0.0", 16, "link-local"],
  ["172.16.0.0", 12, "a private network"],
  ["192.0.0.0", 24, "protocol assignments"],
  ["192.0.2.0", 24, "documentation"],
  ["192.31.196.0", 24, "AS112"],
  ["192.52.193.0", 24, "multicast relays"],
  ["192.88.99.0", 24, "6to4 relays"],
  ["192.168.0.0", 16, "a private network"],
  ["192.175.48.0", 24, "AS112"],
  ["198.18.0.0", 15, "benchmarks"],
  ["198.51.100.0", 24, "documentation"],
  ["203.0.113.0", 24, "documentation"],
  ["224.0.0.0", 4, "multicast"],
  ["240.0.0.0", 4, "reserved"],
];

const allowedV6: Range = ["2000::", 3, "global unicast"];

/** Parts of `allowedV6` that are not what they seem. Whatever lies outside of it needs no mention. */
const deniedV6: readonly Range[] = [
  ["2001::", 23, "protocol assignments"],
  ["2001:db8::", 32, "documentation"],
  ["2002::", 16, "6to4"],
  ["2620:4f:8000::", 48, "AS112"],
  ["3fff::", 20, "documentation"],
];

/** Why the address may not be reached, or undefined if it may. `address` is a canonical dotted quad. */
export function deniedIpv4(address: string): string | undefined {
  const bits = ipv4Bits(address);
  return deniedV4.find(([base, length]) => sharesPrefix(bits, ipv4Bits(base), length, 32n))?.[2];
}

/** Why the address may not be reached, or undefined if it may. `address` is canonical, without brackets. */
export function deniedIpv6(address: string): string | undefined {
  const bits = ipv6Bits(address);
  if (!sharesPrefix(bits, ipv6Bits(allowedV6[0]), allowedV6[1], 128n)) return "outside the public range";
  return deniedV6.find(([base, length]) => sharesPrefix(bits, ipv6Bits(base), length, 128n))?.[2];
}

function sharesPrefix(a: bigint, b: bigint, length: number, width: bigint): boolean {
  return (a ^ b) >> (width - BigInt(length)) === 0n;
}

function ipv4Bits(address: string): bigint {
  return address.split(".").reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n);
}

function ipv6Bits(address: string): bigint {
  const [head = "", tail] = address.split("::");
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const gap = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...gap, ...after].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function groups(text: string): string[] {
  return text === "" ? [] : text.split(":");
}
