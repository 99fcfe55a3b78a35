import { describe, expect, test } from "vitest";
import corpus from "../../corpus/urls.json" with { type: "json" };
import { checkFetchUrl } from "../../../bindings/js/host/fetch-policy.ts";

const isAllowed = (url: string): boolean => checkFetchUrl(url).allowed;
const allowedOf = (hosts: readonly string[]): string[] => hosts.filter((host) => isAllowed(`https://${host}/`));
const deniedOf = (hosts: readonly string[]): string[] => hosts.filter((host) => !isAllowed(`https://${host}/`));

// Entries with a service are in service-corpus.test.ts: their URL is allowed, and the service decides.
test.each(
  corpus
    .filter((entry) => !("service" in entry))
    .map(({ url, verdict, about }) => [JSON.stringify(url), verdict, about, url] as const),
)("%s is %s: %s", (_, verdict, __, url) => {
  expect(isAllowed(url)).toBe(verdict === "allowed");
});

test("an allowed URL is requested in the form that was judged, and judged the same again", () => {
  for (const { url } of corpus.filter(({ verdict }) => verdict === "allowed")) {
    const first = checkFetchUrl(url);
    if (!first.allowed) throw new Error(url);
    const second = checkFetchUrl(first.url.href);
    expect(second.allowed && second.url.href).toBe(first.url.href);
  }
});

/** First and last address of each range that is denied as a whole. */
const v4Ranges: readonly (readonly [number, number])[] = [
  [0x00000000, 0x00ffffff],
  [0x0a000000, 0x0affffff],
  [0x64400000, 0x647fffff],
  [0x7f000000, 0x7fffffff],
  [0xa83f8110, 0xa83f8110],
  [0xa9fe0000, 0xa9feffff],
  [0xac100000, 0xac1fffff],
  [0xc0000000, 0xc00000ff],
  [0xc0000200, 0xc00002ff],
  [0xc01fc400, 0xc01fc4ff],
  [0xc034c100, 0xc034c1ff],
  [0xc0586300, 0xc05863ff],
  [0xc0a80000, 0xc0a8ffff],
  [0xc0af3000, 0xc0af30ff],
  [0xc6120000, 0xc613ffff],
  [0xc6336400, 0xc63364ff],
  [0xcb007100, 0xcb0071ff],
  [0xe0000000, 0xffffffff],
];
const lastV4 = 0xffffffff;
const inside = v4Ranges.flatMap(([first, last]) => [first, Math.min(first + 1, last), Math.max(last - 1, first), last]);
const outside = v4Ranges
  .flatMap(([first, last]) => [first - 1, last + 1])
  .filter((address) => address >= 0 && address <= lastV4)
  .filter((address) => !v4Ranges.some(([first, last]) => address >= first && address <= last));

const octets = (address: number): number[] => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
const dotted = (address: number): string => octets(address).join(".");
const hex = (value: number): string => `0x${value.toString(16)}`;
const octal = (value: number): string => `0${value.toString(8)}`;
const digits =
  (zero: number) =>
  (address: number): string =>
    dotted(address).replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const dots =
  (dot: string) =>
  (address: number): string =>
    octets(address).join(dot);
const words = (address: number): [string, string] => [(address >>> 16).toString(16), (address & 0xffff).toString(16)];

/** How an address can be written that means the same to the URL parser. */
const spellings: Readonly<Record<string, (address: number) => string>> = {
  dotted: dotted,
  decimal: String,
  hexadecimal: hex,
  "upper-case hexadecimal": (address) => `0X${address.toString(16).toUpperCase()}`,
  octal: octal,
  "hexadecimal parts": (address) => octets(address).map(hex).join("."),
  "octal parts": (address) => octets(address).map(octal).join("."),
  "long octal parts": (address) =>
    octets(address)
      .map((part) => `000000${octal(part)}`)
      .join("."),
  "parts of three bases": (address) =>
    octets(address)
      .map((part, index) => [hex, octal, String][index % 3]!(part))
      .join("."),
  "two parts": (address) => `${address >>> 24}.${address % 2 ** 24}`,
  "two hexadecimal parts": (address) => `${hex(address >>> 24)}.${hex(address % 2 ** 24)}`,
  "three parts": (address) => `${octets(address)[0]}.${octets(address)[1]}.${address % 2 ** 16}`,
  "percent-encoded": (address) => dotted(address).replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`),
  "percent-encoded dots": dots("%2E"),
  "percent-encoded decimal": (address) => String(address).replaceAll(/\d/g, (digit) => `%3${digit}`),
  "full-width digits": digits(0xff10),
  "mathematical digits": digits(0x1d7ce),
  "subscript digits": digits(0x2080),
  "circled digits": (address) =>
    dotted(address).replaceAll(/\d/g, (digit) =>
      digit === "0" ? "\u24ea" : String.fromCodePoint(0x245f + Number(digit)),
    ),
  "percent-encoded full-width digits": (address) => encodeURIComponent(digits(0xff10)(address)),
  "ideographic dots": dots("\u3002"),
  "half-width ideographic dots": dots("\uff61"),
  "full-width dots": dots("\uff0e"),
  "soft hyphens": (address) => dotted(address).split("").join("\u00ad"),
  "zero-width characters": (address) => dotted(address).split("").join("\u200b"),
  "word joiners": (address) => dotted(address).split("").join("\u2060"),
  "a trailing dot": (address) => `${dotted(address)}.`,
  "an ideographic trailing dot": (address) => `${dotted(address)}\u3002`,
  "the usual port": (address) => `${dotted(address)}:443`,
};

describe.each(Object.entries(spellings))("IPv4 written with %s", (_, spell) => {
  test("is denied from the first to the last address of each range", () => {
    expect(allowedOf(inside.map(spell))).toEqual([]);
  });
  test("is allowed just outside of them", () => {
    expect(deniedOf(outside.map(spell))).toEqual([]);
  });
});

/** How an IPv4 address can stand in an IPv6 address. All are denied, public or not. */
const embeddings: Readonly<Record<string, (address: number) => string>> = {
  "mapped, dotted": (address) => `[::ffff:${dotted(address)}]`,
  "mapped, in groups": (address) => `[::ffff:${words(address).join(":")}]`,
  "mapped, in full": (address) => `[0000:0000:0000:0000:0000:FFFF:${words(address).join(":")}]`,
  "mapped, with zeros": (address) => `[0:0:0:0:0:ffff:${dotted(address)}]`,
  compatible: (address) => `[::${dotted(address)}]`,
  translated: (address) => `[::ffff:0:${dotted(address)}]`,
  NAT64: (address) => `[64:ff9b::${dotted(address)}]`,
  "local NAT64": (address) => `[64:ff9b:1::${words(address).join(":")}]`,
  "6to4": (address) => `[2002:${words(address).join(":")}::1]`,
  Teredo: (address) => `[2001:0:${words(address).join(":")}::1]`,
  "percent-encoded": (address) => `%5B::ffff:${dotted(address)}%5D`,
  "in brackets": (address) => `[${dotted(address)}]`,
};

test.each(Object.entries(embeddings))("an IPv4 address in IPv6 is denied: %s", (_, embed) => {
  expect(allowedOf([...inside, ...outside].map(embed))).toEqual([]);
});

/** Just outside, first, last, just outside of each range; null where the neighbour is denied for another reason. */
const v6Ranges: readonly (readonly [
  what: string,
  before: string | null,
  first: string,
  last: string,
  after: string | null,
])[] = [
  ["all below global unicast", null, "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"],
  [
    "protocol assignments",
    "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001::",
    "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:200::",
  ],
  [
    "documentation",
    "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db9::",
  ],
  ["6to4", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"],
  [
    "AS112",
    "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff",
    "2620:4f:8000::",
    "2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
    "2620:4f:8001::",
  ],
  [
    "newer documentation",
    "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "3fff::",
    "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
    "3fff:1000::",
  ],
  [
    "all above global unicast",
    "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "4000::",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    null,
  ],
  ["loopback", null, "::1", "::1", null],
  ["discard", null, "100::", "100::ffff:ffff:ffff:ffff", null],
  ["newer discard", null, "100:0:0:1::", "100:0:0:1:ffff:ffff:ffff:ffff", null],
  ["benchmarks", null, "2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff", null],
  ["ORCHID", null, "2001:10::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", null],
  ["SRv6", null, "5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null],
  ["unique local", null, "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null],
  ["link-local", null, "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null],
  ["site-local", null, "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null],
  ["multicast", null, "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null],
];

const groupsOf = (address: string): string[] => {
  const [head = "", tail] = address.split("::");
  const [before, after] = [head, tail ?? ""].map((part) => part.split(":").filter((group) => group !== ""));
  return [...before!, ...Array.from({ length: 8 - before!.length - after!.length }, () => "0"), ...after!];
};
const v6Spellings: readonly ((address: string) => string)[] = [
  (address) => `[${address}]`,
  (address) => `[${address.toUpperCase()}]`,
  (address) => `[${groupsOf(address).join(":")}]`,
  (address) =>
    `[${groupsOf(address)
      .map((group) => group.padStart(4, "0"))
      .join(":")}]`,
  (address) => `[${address}]:8443`,
];

describe.each(v6Ranges)("IPv6 %s", (_, before, first, last, after) => {
  test("is denied from its first to its last address, however written", () => {
    expect(allowedOf([first, last].flatMap((address) => v6Spellings.map((spell) => spell(address))))).toEqual([]);
  });
  test("ends there", () => {
    const neighbours = [before, after].filter((address) => address !== null);
    expect(deniedOf(neighbours.flatMap((address) => v6Spellings.map((spell) => spell(address))))).toEqual([]);
  });
});

test.each(["%25eth0", "%eth0", "%251", "%25", "%"])(
  "an IPv6 address with the zone %s is denied, public or not",
  (zone) => {
    expect(allowedOf([`[fe80::1${zone}]`, `[2606:4700::1111${zone}]`, `[::1${zone}]`])).toEqual([]);
  },
);

const privateSuffixes = (
  "localhost localhost6 localdomain localdomain6 local internal lan home home.arpa corp intranet private test invalid " +
  "example onion arpa svc docker.internal metadata.goog nip.io sslip.io xip.io localtest.me lvh.me vcap.me " +
  "lacolhost.com 1u.ms rbndr.us burpcollaborator.net"
).split(" ");
const fullWidth = (text: string): string =>
  text.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));
const circled = (text: string): string =>
  text.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 97 + 0x24d0));
const mathematical = (text: string): string =>
  text.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 97 + 0x1d5ba));

describe.each(privateSuffixes)("the private name %s", (name) => {
  test("is denied, and so is all below it, however written", () => {
    const forms = [name, `a.${name}`, `a.b.c.${name}`];
    const spelled = forms.flatMap((form) => [
      form,
      `${form}.`,
      `${form}:8443`,
      form.toUpperCase(),
      fullWidth(form),
      circled(form),
      mathematical(form),
      form.replaceAll(".", "\u3002"),
      `${form}\u3002`,
      form.split("").join("\u00ad"),
      form.split("").join("\u200b"),
      form.replaceAll(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    ]);
    expect(allowedOf(spelled)).toEqual([]);
  });

  test("is only a name where it ends one", () => {
    expect(
      deniedOf([`${name}.example.com`, `${name.replaceAll(".", "-")}.com`, `not${name.replaceAll(".", "-")}.org`]),
    ).toEqual([]);
  });
});

test.each([
  ["a letter that maps to one of a private name", "\u2113ocalhost"],
  ["a small Roman numeral for l", "metadata.google.interna\u217c"],
  ["a ligature", "x.o\ufb00ice.interna\u217c"],
  ["a long s", "local\u017fvc.\u017fvc"],
  ["a feminine ordinal for a", "loc\u00aalhost"],
  ["a Cyrillic letter in a single label", "l\u043ecalhost"],
  ["a single label in Punycode", "xn--lcalhost-6gg"],
  ["an empty label", "a..example.com"],
  ["two trailing dots", "example.com.."],
  ["a leading dot", ".example.com"],
  ["a leading hyphen", "-a.example.com"],
  ["a trailing hyphen", "a-.example.com"],
  ["a label of 64 characters", `${"a".repeat(64)}.example.com`],
  ["254 characters", `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(58)}.com`],
  ["a wildcard", "*.example.com"],
  ["an escaped slash", "example.com%2f.evil.com"],
  ["an escaped at sign", "example.com%40evil.com"],
  ["an escaped backslash", "example.com%5cevil.com"],
  ["an escaped NUL", "example.com%00.evil.com"],
  ["a numeric last label", "example.1"],
  ["five numbers", "1.2.3.4.5"],
  ["a number that is too large", "4294967296"],
  ["an octet that is too large", "1.2.3.256"],
  ["an octal digit that is none", "127.0.0.08"],
])("a host with %s is denied", (_, host) => {
  expect(allowedOf([host])).toEqual([]);
});

test("a homograph of a public name is another public name", () => {
  expect(checkFetchUrl("https://ex\u0430mple.com/")).toMatchObject({
    allowed: true,
    url: { hostname: "xn--exmple-4nf.com" },
  });
});

test("253 characters and labels of 63 are a name", () => {
  const name = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(57)}.com`;
  expect(name).toHaveLength(253);
  expect(deniedOf([name, `${name}.`])).toEqual([]);
});

describe("every raw character that a parser strips or rewrites is refused wherever it stands", () => {
  const codes = [...Array.from({ length: 33 }, (_, code) => code), 0x5c, 0x7f, 0xa0, 0x2028, 0x2029];
  test.each(codes.map((code) => [`U+${code.toString(16).padStart(4, "0")}`, String.fromCharCode(code)]))(
    "%s",
    (_, c) => {
      const urls = [
        `${c}https://example.com/`,
        `https:${c}//example.com/`,
        `https://${c}example.com/`,
        `https://exam${c}ple.com/`,
        `https://example.com${c}/`,
        `https://example.com/a${c}b`,
        `https://example.com/?a${c}b`,
        `https://example.com/#a${c}b`,
        `https://example.com/${c}`,
      ];
      expect(urls.filter(isAllowed)).toEqual([]);
    },
  );
});

describe("schemes", () => {
  test.each(
    "http ftp file ws wss gopher data javascript blob about jar netdoc ldap dict view-source httpss"
      .split(" ")
      .flatMap((scheme) => [
        `${scheme}://example.com/`,
        `${scheme}:example.com`,
        `${scheme.toUpperCase()}://example.com/`,
      ]),
  )("%s is denied", (url) => {
    expect(isAllowed(url)).toBe(false);
  });

  test.each([":", "", ":/", ":///", ":////", "//:", "%3a//"])("https%sexample.com is denied", (between) => {
    expect(isAllowed(`https${between}example.com/`)).toBe(false);
  });
});

test("a port may be written with zeros in front, and is judged as the number it is", () => {
  expect(deniedOf(["example.com:0443", "example.com:08443", "example.com:"])).toEqual([]);
  expect(
    allowedOf(["example.com:0", "example.com:00022", "example.com:65536", "example.com:443a", "example.com:-1"]),
  ).toEqual([]);
});
