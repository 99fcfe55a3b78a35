import { createAuthMiddleware } from "@better-auth/core/api";
import { isAPIError } from "better-auth/api";

import { asRow, signedIn, type AuthCall, type Row } from "./auth-call.ts";
import { actor, clientType, storedClient } from "./contexts.ts";
import { text, texts, words } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { clientRow } from "./oauth-rows.ts";
import { selfServiceScopes, supportedScopes } from "./oauth-scopes.ts";
import { oauthForbidden } from "./refusal.ts";

const registrations: ReadonlySet<string> = new Set([
  "/oauth2/register",
  "/oauth2/create-client",
  "/admin/oauth2/create-client",
]);

/** What may not be registered may not become so later either. */
const updates: ReadonlySet<string> = new Set(["/oauth2/update-client", "/admin/oauth2/update-client"]);

/** `client_before_register` and `client_after_register`. */
export function oauthClientLane(tools: LaneTools): Lane {
  const { runner } = tools;
  return {
    before: [
      {
        matcher: ({ path = "" }) => registrations.has(path) && runner.wants("client_before_register"),
        handler: createAuthMiddleware((call) => beforeRegister(call, tools)),
      },
      {
        matcher: ({ path = "" }) => updates.has(path) && runner.wants("client_before_register"),
        handler: createAuthMiddleware((call) => beforeUpdate(call, tools)),
      },
    ],
    after: [
      {
        matcher: ({ path = "" }) => registrations.has(path) && runner.wants("client_after_register"),
        handler: createAuthMiddleware((call) => afterRegister(call, tools)),
      },
    ],
  };
}

async function beforeRegister(call: AuthCall, tools: LaneTools): Promise<void> {
  const dynamic = call.path === "/oauth2/register";
  const requested = requestedClient(asRow(call.body));
  await decide(call, tools, () => ({
    ...requested,
    scopes: dynamic ? selfServiceScopes(call.context) : (requested.scopes ?? supportedScopes(call.context)),
    action: "register",
    dynamic,
  }));
}

async function beforeUpdate(call: AuthCall, tools: LaneTools): Promise<void> {
  const { client_id: id, update } = asRow(call.body);
  const clientId = text(id);
  const row = clientId === undefined ? undefined : await clientRow(clientId, call.context);
  // The endpoint answers who asks for a client that is not there.
  if (clientId === undefined || !row) return;
  const client = storedClient(clientId, row);
  const { redirectUris, name, type, scopes, grantTypes, authMethod } = requestedClient(asRow(update));
  await decide(call, tools, () => ({
    name: name ?? client.name,
    type: type ?? client.type,
    redirectUris: asRow(update).redirect_uris === undefined ? (client.redirectUris ?? []) : redirectUris,
    scopes: scopes ?? client.scopes ?? supportedScopes(call.context),
    grantTypes: grantTypes ?? client.grantTypes,
    authMethod: authMethod ?? text(row.tokenEndpointAuthMethod),
    action: "update",
    client,
  }));
}

async function decide(call: AuthCall, { runner, parts }: LaneTools, make: () => object): Promise<void> {
  const { refusal } = await runner.decide("client_before_register", call, async () => ({
    ...make(),
    actor: actor(await signedIn(call)),
    request: parts.request(call),
  }));
  if (refusal) throw oauthForbidden(refusal);
}

async function afterRegister(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const { returned } = call.context as { returned?: unknown };
  const clientId = text(asRow(returned).client_id);
  if (isAPIError(returned) || clientId === undefined) return;
  const { redirectUris, name, type, scopes, grantTypes } = requestedClient(asRow(returned));
  const client = { clientId, name, type, redirectUris, scopes, grantTypes, userId: text(asRow(returned).user_id) };
  const context = { client, request: parts.request(call) };
  const make = async () => ({ ...context, actor: actor(await signedIn(call)) });
  runner.announce("client_after_register", call, make, { ...context, userId: client.userId });
}

/** Client metadata (RFC 7591, section 2) in the catalog's words. */
function requestedClient(metadata: Row) {
  const authMethod = text(metadata.token_endpoint_auth_method);
  return {
    name: text(metadata.client_name),
    type: clientType(undefined, authMethod),
    redirectUris: texts(metadata.redirect_uris) ?? [],
    scopes: words(metadata.scope),
    grantTypes: texts(metadata.grant_types),
    authMethod,
  };
}
