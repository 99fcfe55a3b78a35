import { expect } from "vitest";
import type { Answer, Browser } from "./browser.ts";

export const redirectUri = "https://app.example/callback";
export const resource = "https://api.example";
export const oauthOptions = {
  resources: [resource],
  clientPrivileges: async () => true,
  clientRegistrationDefaultResources: [resource],
  scopes: ["openid", "profile", "email", "offline_access", "read"],
};

const verifier = "a-verifier-of-at-least-forty-three-characters-0000";

async function challenge(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export interface RegisteredClient {
  readonly id: string;
  readonly secret: string;
}

export const registration = {
  client_name: "Reader",
  redirect_uris: [redirectUri],
  scope: "openid profile email offline_access",
  grant_types: ["authorization_code", "refresh_token"],
};

export async function register(browser: Browser, metadata: object = {}): Promise<RegisteredClient> {
  const { body, status } = await browser.post("/oauth2/register", { ...registration, ...metadata });
  expect(status).toBe(201);
  return { id: body.client_id, secret: body.client_secret };
}

/** The path and query with which a client sends a browser to the server. */
export async function authorizePath(client: RegisteredClient, more: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: "openid profile offline_access",
    state: "the-state",
    code_challenge: await challenge(),
    code_challenge_method: "S256",
    resource,
    ...more,
  });
  return `/oauth2/authorize?${query.toString()}`;
}

/** What the consent page sends when the user agrees to what `asked` redirected to. */
export function consent(browser: Browser, asked: Answer, more: object = {}): Promise<Answer> {
  const at = asked.location ?? new URL(asked.body.url, "http://localhost:3000");
  expect(at.pathname).toBe("/consent");
  return browser.post("/oauth2/consent", { accept: true, oauth_query: at.search.slice(1), ...more });
}

/** The code in the address that the user is sent back with. */
export function codeIn(answer: Answer): string {
  const url = answer.location ?? new URL(answer.body.url);
  expect(url.origin + url.pathname).toBe(redirectUri);
  expect(url.searchParams.get("state")).toBe("the-state");
  return url.searchParams.get("code") ?? "";
}

/** From the client's request to a code, with consent. */
export async function authorize(browser: Browser, client: RegisteredClient, more: Record<string, string> = {}) {
  return codeIn(await consent(browser, await browser.get(await authorizePath(client, more))));
}

export function exchange(browser: Browser, client: RegisteredClient, code: string): Promise<Answer> {
  return token(browser, client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    resource,
  });
}

export function token(browser: Browser, client: RegisteredClient, form: Record<string, string>): Promise<Answer> {
  return browser.ask("/oauth2/token", { form, headers: basic(client) });
}

export function basic(client: RegisteredClient): Record<string, string> {
  return { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` };
}
