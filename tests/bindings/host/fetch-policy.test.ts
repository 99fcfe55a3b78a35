import { describe, expect, test } from "vitest";
import { checkFetchUrl, hostMatches, type FetchPolicy } from "../../../bindings/js/host/fetch-policy.ts";

const reasonFor = (url: string, policy?: FetchPolicy): string => {
  const verdict = checkFetchUrl(url, policy);
  return verdict.allowed ? "allowed" : verdict.reason;
};

test("a URL is requested as the platform parses it", () => {
  const verdict = checkFetchUrl("HTTPS://API.Example.COM:443/a/../b?q=1#part");
  expect(verdict.allowed && verdict.url.href).toBe("https://api.example.com/b?q=1#part");
});

test.each([
  "https://example.com/",
  "https://example.com",
  "https://example.com./",
  "https://example.com:8443/",
  "https://under_score.example.com/",
  "https://xn--mnchen-3ya.de/",
  "https://münchen.de/",
  "https://8.8.8.8/",
  "https://134744072/",
  "https://[2606:4700::1111]/",
  "https://example.com/path/with@sign?and=@",
  "https://localhost.example.com/",
  "https://notlocalhost.com/",
])("%s is allowed", (url) => {
  expect(reasonFor(url)).toBe("allowed");
});

describe("the spelling is refused before it is parsed", () => {
  test.each([
    ["a tab", "https://exa\tmple.com/"],
    ["a newline", "https://example.com/\n"],
    ["a leading space", " https://example.com/"],
    ["NUL", "https://example.com/\u0000"],
    ["DEL", "https://example.com/\u007f"],
    ["a no-break space", "https://example.com/\u00a0"],
    ["a line separator", "https://example.com/\u2028"],
    ["a paragraph separator", "https://example.com/\u2029"],
    ["a backslash", "https://example.com\\@127.0.0.1/"],
    ["user information", "https://user:pw@example.com/"],
    ["an empty user", "https://@example.com/"],
    ["another scheme", "http://example.com/"],
    ["no scheme", "//example.com/"],
    ["one slash", "https:/example.com/"],
    ["three slashes", "https:///example.com/"],
    ["a scheme without a host", "https://"],
    ["nothing", ""],
  ])("%s", (_, url) => {
    expect(reasonFor(url)).not.toBe("allowed");
  });

  test("8,192 characters are allowed, one more is not", () => {
    const url = (length: number): string => `https://example.com/${"a".repeat(length - 20)}`;
    expect(reasonFor(url(8_192))).toBe("allowed");
    expect(reasonFor(url(8_193))).toContain("8192");
  });
});

describe("a loopback address is denied in every spelling", () => {
  test.each([
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.0.0.1./",
    "https://%31%32%37.0.0.1/",
    "https://１２７.0.0.1/",
    "https://①②⑦.0.0.1/",
    "https://127。0。0。1/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:127.0.0.1]/",
  ])("%s", (url) => {
    expect(reasonFor(url)).toContain("not a public address");
  });
});

describe("private names are denied", () => {
  test.each([
    "https://localhost/",
    "https://LOCALHOST/",
    "https://ⓛocalhost/",
    "https://localhost./",
    "https://a.localhost/",
    "https://localhost6/",
    "https://redis/",
    "https://metadata/",
    "https://metadata.google.internal/",
    "https://metadata.goog/",
    "https://printer.local/",
    "https://intra.corp/",
    "https://gateway.docker.internal/",
    "https://kubernetes.default.svc/",
    "https://1.0.0.127.in-addr.arpa/",
    "https://router.home.arpa/",
    "https://hidden.onion/",
    "https://127-0-0-1.sslip.io/",
    "https://a.nip.io/",
    "https://[fe80::1%25eth0]/",
    `https://${"a".repeat(64)}.example.com/`,
    `https://${"a.".repeat(126)}com/`,
  ])("%s", (url) => {
    expect(reasonFor(url)).not.toBe("allowed");
  });
});

describe("ports", () => {
  test.each([22, 80, 8_080, 442, 444, 8_444])("%i is denied unless the deployment allows it", (port) => {
    const url = `https://example.com:${port}/`;
    expect(reasonFor(url)).toBe(`port ${port} is not allowed`);
    expect(reasonFor(url, { ports: [port] })).toBe("allowed");
  });

  test("a deployment's list takes the place of the usual ports", () => {
    expect(reasonFor("https://example.com/", { ports: [9_443] })).toBe("port 443 is not allowed");
  });
});

describe("an allow-list of hosts", () => {
  const policy: FetchPolicy = { hosts: ["api.example.com", "*.partner.example.net"] };

  test.each([
    ["https://api.example.com/", true],
    ["https://API.EXAMPLE.COM./", true],
    ["https://v2.partner.example.net/", true],
    ["https://a.b.partner.example.net/", true],
    ["https://partner.example.net/", false],
    ["https://evilpartner.example.net/", false],
    ["https://api.example.com.evil.com/", false],
    ["https://other.example.com/", false],
  ])("%s: %s", (url, allowed) => {
    expect(checkFetchUrl(url, policy).allowed).toBe(allowed);
  });

  test("cannot allow a private address", () => {
    expect(checkFetchUrl("https://127.0.0.1/", { hosts: ["127.0.0.1"] }).allowed).toBe(false);
  });

  test("a pattern matches whatever its case", () => {
    expect(hostMatches("api.example.com", "*.Example.COM")).toBe(true);
  });
});

test("a reason does not repeat the path or the query", () => {
  expect(reasonFor("https://127.0.0.1/secret-path?key=secret-value")).not.toMatch(/secret/);
});
