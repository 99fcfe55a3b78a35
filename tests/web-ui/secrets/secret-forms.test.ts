import type { SecretListing } from "sluice";
import { describe, expect, it } from "vitest";

import {
  hostFault,
  mostValueBytes,
  nameFault,
  splitHosts,
  valueFault,
  valueHint,
} from "../../../web-ui/src/secrets/model/secret-forms.ts";
import {
  changeText,
  currentKey,
  findSecrets,
  isUnbound,
  underOlderKeys,
} from "../../../web-ui/src/secrets/model/secret-list.ts";

describe("a secret's name", () => {
  it.each(["G", "GEO_KEY", `A${"0".repeat(63)}`])("%s can be taken", (name) => {
    expect(nameFault(name, [])).toBeUndefined();
  });

  it.each(["geo_key", "1KEY", "_KEY", "GEO-KEY", "GEO KEY", "ÄKEY", `A${"0".repeat(64)}`])("%s cannot", (name) => {
    expect(nameFault(name, [])).toMatch(/^Use /);
  });

  it("is not yet wrong while nothing was typed, and is when it is taken", () => {
    expect(nameFault("", [])).toBeUndefined();
    expect(nameFault("GEO_KEY", ["GEO_KEY"])).toContain("Rotate it");
  });
});

describe("a secret's value", () => {
  it("has 8 bytes at least and 65,536 at most", () => {
    expect(valueFault("1234567")).toContain("8 bytes");
    expect(valueFault("12345678")).toBeUndefined();
    expect(valueFault("äääö")).toBeUndefined();
    expect(valueFault("x".repeat(mostValueBytes))).toBeUndefined();
    expect(valueFault("x".repeat(mostValueBytes + 1))).toContain("65,536");
    expect(valueFault("")).toBeUndefined();
  });

  it("is described by its size and what might not be meant, never by itself", () => {
    expect(valueHint("super-secret-1")).toBe("14 characters.");
    expect(valueHint("super-secret-1 ")).toBe("15 characters, spaces or line ends at either end are kept.");
    expect(valueHint("-----BEGIN\nsecret-line\n-----END")).toMatch(/^31 characters in 3 lines/);
    for (const hint of [valueHint("super-secret-1"), valueFault("secret") ?? ""]) expect(hint).not.toMatch(/secret/);
  });
});

describe("hosts", () => {
  it.each(["geo.example", "*.geo.example", "a-b.c-d.example"])("%s can be bound to", (host) => {
    expect(hostFault(host)).toBeUndefined();
  });

  it.each(["https://geo.example", "geo.example/v1", "geo.example:443", "localhost", "*", "geo..example", "10.0.0.1"])(
    "%s cannot",
    (host) => expect(hostFault(host)).toBeDefined(),
  );

  it("are taken apart as they were typed or pasted", () => {
    expect(splitHosts(" Geo.example,\nrisk.example; geo.example ")).toEqual(["geo.example", "risk.example"]);
    expect(splitHosts(" ")).toEqual([]);
  });
});

const secret = (name: string, changes: Partial<SecretListing> = {}): SecretListing => ({
  name,
  version: 1,
  hosts: ["geo.example"],
  kid: "k2",
  updatedAt: 10,
  updatedBy: "mara",
  state: "ok",
  users: { scripts: [], pipelines: [] },
  ...changes,
});

describe("a list of secrets", () => {
  const used = secret("GEO_KEY", { users: { scripts: ["geo_risk"], pipelines: ["before_signup"] } });
  const old = secret("PEPPER", { hosts: [], kid: "k1", updatedAt: 1 });

  it("is searched by name, host and script", () => {
    for (const text of ["geo_k", "geo.ex", "geo_RISK", "before_signup", ""]) {
      expect(findSecrets([used], text, "all")).toEqual([used]);
    }
    expect(findSecrets([used], "crm", "all")).toEqual([]);
    expect(findSecrets([used, old], "", "used")).toEqual([used]);
    expect(findSecrets([used, old], "", "unused")).toEqual([old]);
  });

  it("knows what is not bound, and what an older key is needed for", () => {
    expect(isUnbound(old)).toBe(true);
    expect(currentKey([old, used])).toBe("k2");
    expect(underOlderKeys([old, used])).toBe(1);
    expect(currentKey([])).toBeUndefined();
  });

  it("tells changes in words", () => {
    const entry = { id: "1", at: 1, actor: "mara", action: "secret.set", target: "secret:GEO_KEY" } as const;
    expect(changeText({ ...entry, from: 0 })).toBe("Created");
    expect(changeText({ ...entry, from: 1 })).toBe("Rotated");
    expect(changeText({ ...entry, action: "secret.bind", failed: "conflict" })).toBe(
      "Hosts changed, which failed (conflict)",
    );
    expect(changeText({ ...entry, action: "draft.save" })).toBeUndefined();
  });
});
