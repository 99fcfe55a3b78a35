import { createAuthMiddleware } from "@better-auth/core/api";
import { isAPIError } from "better-auth/api";

import { asRow, headersOf, type AuthCall } from "./auth-call.ts";
import { actor, storedClient } from "./contexts.ts";
import { text, texts, words } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { clientRow, consentRow } from "./oauth-rows.ts";
import { requestMemo } from "./request-memo.ts";

/** What a route does to a user's access to a client. */
interface Change {
  readonly action: "grant" | "update" | "revoke";
  readonly via: string;
  /** Who lost or got what; undefined when nothing has changed. Read before the endpoint, which may delete it. */
  readonly read: (call: AuthCall) => Promise<Access | undefined>;
}

interface Access {
  readonly clientId: string;
  readonly ofUser: boolean;
  readonly scopes?: readonly string[] | undefined;
}

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ["/oauth2/consent", { action: "grant", via: "consent", read: consented }],
  ["/oauth2/update-consent", { action: "update", via: "update_consent", read: updated }],
  ["/oauth2/delete-consent", { action: "revoke", via: "delete_consent", read: consentOfUser }],
  ["/oauth2/revoke", { action: "revoke", via: "revoke_token", read: clientOfToken }],
  ["/oauth2/delete-client", { action: "revoke", via: "delete_client", read: namedClient }],
]);

/** `client_access_change`. */
export function accessLane(tools: LaneTools): Lane {
  const concerns = (path = "") => changes.has(path) && tools.runner.wants("client_access_change");
  return {
    before: [{ matcher: ({ path }) => concerns(path), handler: createAuthMiddleware((call) => beforeChange(call)) }],
    after: [
      { matcher: ({ path }) => concerns(path), handler: createAuthMiddleware((call) => afterChange(call, tools)) },
    ],
  };
}

async function beforeChange(call: AuthCall): Promise<void> {
  try {
    const access = await changes.get(call.path ?? "")?.read(call);
    if (!access) return;
    const client = storedClient(access.clientId, await clientRow(access.clientId, call.context));
    (await requestMemo()).access = { client, scopes: access.scopes, ofUser: access.ofUser };
  } catch (error) {
    // Whether a row can be read is for the endpoint to find out: this hook fails nothing.
    call.context.logger.error("sluice: client_access_change could not be prepared", error);
  }
}

async function afterChange(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const memo = await requestMemo();
  const { access } = memo;
  const change = changes.get(call.path ?? "");
  delete memo.access;
  const { returned } = call.context as { returned?: unknown };
  // A redirect is thrown as an error.
  if (!access || !change || (isAPIError(returned) && returned.status !== "FOUND")) return;
  const found = call.context.session ?? undefined;
  const context = {
    user: found && access.ofUser ? parts.user(found.user) : undefined,
    actor: actor(found),
    client: access.client,
    scopes: access.scopes,
    action: change.action,
    via: change.via,
    request: parts.request(call),
  };
  runner.announce("client_access_change", call, () => context, context);
}

async function consented(call: AuthCall): Promise<Access | undefined> {
  const { accept, oauth_query: query, scope } = asRow(call.body);
  if (accept !== true) return undefined;
  const parameters = new URLSearchParams(text(query));
  const clientId = parameters.get("client_id");
  return clientId === null
    ? undefined
    : { clientId, ofUser: true, scopes: words(scope) ?? words(parameters.get("scope")) };
}

async function updated(call: AuthCall): Promise<Access | undefined> {
  const access = await consentOfUser(call);
  return access && { ...access, scopes: texts(asRow(asRow(call.body).update).scopes) ?? access.scopes };
}

async function consentOfUser(call: AuthCall): Promise<Access | undefined> {
  const id = text(asRow(call.body).id);
  const row = id === undefined ? undefined : await consentRow(id, call.context);
  const clientId = text(row?.clientId);
  return clientId === undefined ? undefined : { clientId, ofUser: true, scopes: texts(row?.scopes) };
}

async function clientOfToken(call: AuthCall): Promise<Access | undefined> {
  const clientId = text(asRow(call.body).client_id) ?? basicUser(headersOf(call)?.get("authorization"));
  return clientId === undefined ? undefined : { clientId, ofUser: false };
}

async function namedClient(call: AuthCall): Promise<Access | undefined> {
  const clientId = text(asRow(call.body).client_id);
  return clientId === undefined ? undefined : { clientId, ofUser: false };
}

/** Who authenticates with the scheme Basic (RFC 6749, section 2.3.1). */
function basicUser(header: string | null | undefined): string | undefined {
  const credentials = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? "")?.[1];
  if (credentials === undefined) return undefined;
  try {
    return decodeURIComponent(atob(credentials).split(":", 1)[0] ?? "") || undefined;
  } catch {
    return undefined;
  }
}

