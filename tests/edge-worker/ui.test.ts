import { expect, test } from "vitest";
import { readToken } from "./settings.ts";
import { send, sendTo } from "./worker.ts";

/** design: security, section 10. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  "trusted-types sluice";

test.each(["/", "/index.html", "/admin/pipelines", "/playground"])("%s is a page under the strict policy", async (path) => {
  const response = await send(path, { headers: { "sec-fetch-mode": "navigate", accept: "text/html" } });
  expect(response.headers.get("content-security-policy")).toBe(policy);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect([200, 307]).toContain(response.status);
  await response.text();
});

test("an asset that a binding answers has the policy, too", async () => {
  const asset = async (): Promise<Response> => new Response("export {};", { headers: { "content-type": "text/javascript" } });
  const response = await sendTo({ host: { asset } }, "/assets/app.js");
  expect(await response.text()).toBe("export {};");
  expect(response.headers.get("content-security-policy")).toBe(policy);
  expect(response.headers.get("content-type")).toBe("text/javascript");
});

test("the API is never answered by the UI", async () => {
  const asset = async (): Promise<Response> => new Response("<!doctype html>");
  for (const path of ["/v1/nothing", "/v1", "/api/nothing"]) {
    expect([path, (await sendTo({ host: { asset } }, path)).status]).toEqual([path, 404]);
  }
});

const origins = { SLUICE_CORS_ORIGINS: "https://console.example, https://other.example" };
const preflight = (origin: string) => ({
  method: "OPTIONS",
  headers: { origin, "access-control-request-method": "PUT", "access-control-request-headers": "authorization,if-match" },
});

test("pages of the origins that are let in may call the API, and read what they are answered", async () => {
  const asked = await sendTo({ changes: origins }, "/v1/scripts/a", preflight("https://console.example"));
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-origin")).toBe("https://console.example");
  expect(asked.headers.get("access-control-allow-methods")).toContain("PUT");
  expect(asked.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("if-match");
  const headers = { origin: "https://console.example" };
  const answered = await sendTo({ changes: origins }, "/v1/scripts", { token: readToken, headers });
  expect(answered.headers.get("access-control-allow-origin")).toBe("https://console.example");
  expect(answered.headers.get("access-control-allow-credentials")).toBeNull();
  expect(answered.headers.get("vary")).toContain("Origin");
  const refused = await sendTo({ changes: origins }, "/v1/scripts", { headers });
  expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, "https://console.example"]);
});

test.each(["https://evil.example", "https://console.example.evil.example", "null"])("a page of %s may not", async (origin) => {
  for (const call of [preflight(origin), { token: readToken, headers: { origin } }]) {
    const response = await sendTo({ changes: origins }, "/v1/scripts", call);
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  }
});
