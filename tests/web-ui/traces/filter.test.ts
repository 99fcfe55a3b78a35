import { describe, expect, it } from "vitest";

import {
  faultOf,
  filterSearch,
  isLookedThrough,
  momentMs,
  momentText,
  parseFilter,
  queryOf,
  withFilter,
} from "../../../web-ui/src/traces/model/filter.ts";

const now = Date.parse("2026-11-21T15:00:00Z");

describe("a filter in a URL", () => {
  it("comes back as it was written, in a fixed order", () => {
    const search = "?trigger=before_signup&status=error&since=1h&until=2026-11-21T14:30:00Z&user=u1&script=geo_risk";
    const { filter, dropped } = parseFilter(search);
    expect(dropped).toEqual([]);
    expect(filterSearch(filter)).toBe(search);
    expect(filterSearch({ script: "geo_risk", trigger: "before_signup" })).toBe(
      "?trigger=before_signup&script=geo_risk",
    );
    expect(filterSearch({})).toBe("");
  });

  it("keeps a user's id with any characters", () => {
    const user = 'a&b=c d"<script>\u202e+ü';
    expect(parseFilter(filterSearch({ user })).filter).toEqual({ user });
  });

  it.each([
    ["trigger", "Before Signup"],
    ["trigger", "a".repeat(65)],
    ["status", "failed"],
    ["since", "soon"],
    ["since", "2026-13-40"],
    ["until", "5 minutes"],
    ["script", "-x"],
    ["user", "u".repeat(1_025)],
  ] as const)("drops %s = %s and tells what it must be", (name, value) => {
    const { filter, dropped } = parseFilter(`?${new URLSearchParams({ [name]: value, status: "error" })}`);
    if (name !== "status") expect(filter).toEqual({ status: "error" });
    const [fault] = parseFilter(`?${new URLSearchParams({ [name]: value })}`).dropped;
    expect(fault).toMatchObject({ name, value });
    expect(fault?.form.length).toBeGreaterThan(10);
    expect(dropped.length).toBeLessThanOrEqual(1);
  });

  it("ignores empty parts and parameters of others", () => {
    expect(parseFilter("?trigger=&theme=dark")).toEqual({ filter: {}, dropped: [] });
  });

  it("has one part set or taken away at a time", () => {
    const filter = withFilter({ status: "error" }, "trigger", "before_signup");
    expect(filter).toEqual({ status: "error", trigger: "before_signup" });
    expect(withFilter(filter, "status", undefined)).toEqual({ trigger: "before_signup" });
    expect(withFilter(filter, "status", "")).toEqual({ trigger: "before_signup" });
  });
});

describe("a moment", () => {
  it.each([
    ["30s", now - 30_000],
    ["15m", now - 900_000],
    ["1h", now - 3_600_000],
    ["7d", now - 604_800_000],
    ["2026-11-21T14:00:00Z", now - 3_600_000],
    ["2026-11-21T15:00:00+01:00", now - 3_600_000],
  ])("%s is read", (text, ms) => expect(momentMs(text, now)).toBe(ms));

  it.each(["", "1", "1w", "-1h", "99999h", "2026-02-31T25:00:00Z", "1e3", "1969-01-01T00:00:00Z", "now"])(
    "%j is none",
    (text) => expect(momentMs(text, now)).toBeUndefined(),
  );

  it("is written to the second, and rounded up where the moment itself must stay", () => {
    expect(momentText(now + 400)).toBe("2026-11-21T15:00:00Z");
    expect(momentText(now + 400, true)).toBe("2026-11-21T15:00:01Z");
  });
});

describe("the query of a filter", () => {
  it("has what a store understands", () => {
    expect(queryOf({ trigger: "before_signup", user: "u1", script: "geo_risk", since: "1h" }, now)).toEqual({
      trigger: "before_signup",
      userId: "u1",
      scriptId: "geo_risk",
      from: now - 3_600_000,
    });
    expect(queryOf({}, now)).toEqual({});
  });

  it("knows which filters stores without an index look through", () => {
    expect(isLookedThrough({ status: "error" })).toBe(true);
    expect(isLookedThrough({ user: "u1" })).toBe(true);
    expect(isLookedThrough({ script: "geo_risk", trigger: "before_signup" })).toBe(true);
    expect(isLookedThrough({ status: "error", trigger: "before_signup", since: "1h" })).toBe(false);
  });

  it("tells what a value typed into a chip must be", () => {
    expect(faultOf("script", "geo_risk")).toBeUndefined();
    expect(faultOf("script", "Geo risk")).toContain("geo_risk");
    expect(faultOf("user", "")).toBeDefined();
  });
});
