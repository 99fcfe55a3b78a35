import { expect, test } from "vitest";
import { isRegistered, refusalUrl } from "../../../bindings/js/better-auth/oauth-redirect.ts";

const web = "https://app.example/callback";
const registered = [web, "http://127.0.0.1/callback", "http://localhost:4000/cb", "com.app:/cb"];

test.each([
  web,
  "com.app:/cb",
  "http://127.0.0.1:51234/callback",
  "http://127.0.0.1/callback",
  "http://localhost:51234/cb",
])("%s is registered, the port of a loopback address aside", (uri) => {
  expect(isRegistered(uri, registered)).toBe(true);
});

test.each([
  "https://app.example/callback/",
  "https://app.example:8443/callback",
  "https://app.example/callback?next=/",
  "https://app.example/callback#",
  "https://app.example.evil.example/callback",
  "https://user@app.example/callback",
  "http://user@127.0.0.1:5/callback",
  "http://127.0.0.1:5/callback#",
  "https://127.0.0.1/callback",
  "http://127.0.0.2/callback",
  "http://localhost.evil.example:4000/cb",
  "http://[::1]/callback",
  "not an address",
  "",
])("%s is not", (uri) => {
  expect(isRegistered(uri, registered)).toBe(false);
});

test("a refusal keeps the address's own query and never sends a code", () => {
  const refusal = { code: "a_code", message: "No & never.", failed: false };
  const url = new URL(refusalUrl("https://app.example/cb?tab=1", refusal, undefined, "https://login.example"));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    tab: "1",
    error: "access_denied",
    error_description: "No & never.",
    iss: "https://login.example",
  });
});
