import type { AuthContext } from "@better-auth/core";
import { createAuthMiddleware } from "@better-auth/core/api";
import { APIError } from "@better-auth/core/error";

import { parseJson } from "../json.ts";
import { asRow, signedIn, type AuthCall, type Row, type SignedIn } from "./auth-call.ts";
import { storedClient } from "./contexts.ts";
import { text, words } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { isRegistered, issuerOf, refusalUrl, wantsJson } from "./oauth-redirect.ts";
import { clientRow } from "./oauth-rows.ts";
import { supportedScopes } from "./oauth-scopes.ts";
import { oauthForbidden, type Refusal } from "./refusal.ts";
import { requestMemo } from "./request-memo.ts";

/**
 * `client_before_authorize` and `client_after_authorize`. Clients are asked about when a user who is signed in comes
 * with a request, again when the user consents, and at last when a code is about to be issued, for what was not asked
 * about before: parameters that are kept elsewhere (RFC 9126) are known then only. In one request the same is asked
 * once.
 */
export function authorizeLane(tools: LaneTools): Lane {
  const { runner } = tools;
  return {
    before: [
      {
        matcher: ({ path }) => path === "/oauth2/authorize" && runner.wants("client_before_authorize"),
        handler: createAuthMiddleware((call) => beforeAuthorize(call, tools)),
      },
      {
        matcher: ({ path, body }) =>
          path === "/oauth2/consent" && asRow(body).accept === true && runner.wants("client_before_authorize"),
        handler: createAuthMiddleware((call) => beforeConsent(call, tools)),
      },
    ],
    database: (auth) => ({
      verification: {
        create: {
          before: (row, call) => beforeCode(row.value, auth, call ?? undefined, tools),
          after: (row, call) => afterCode(row.value, auth, call ?? undefined, tools),
        },
      },
    }),
  };
}

/** What a client asks of a user. */
interface Authorization {
  readonly userId: string;
  readonly clientId: string;
  readonly redirectUri: string | undefined;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly prompt: string | undefined;
}

async function beforeAuthorize(call: AuthCall, tools: LaneTools) {
  const found = await signedIn(call);
  const asked = found && readAuthorization(parametersOf(call), found.user.id);
  if (!asked) return undefined;
  const { refusal, redirectUris } = await decide(call, asked, found, "authorize", tools);
  if (!refusal) return undefined;
  if (asked.redirectUri === undefined || !isRegistered(asked.redirectUri, redirectUris)) throw oauthForbidden(refusal);
  const url = refusalUrl(asked.redirectUri, refusal, asked.state, issuerOf(call));
  if (wantsJson(call)) return { redirect: true, url };
  throw found302(url);
}

/** The page that asks for consent reads the answer itself. */
async function beforeConsent(call: AuthCall, tools: LaneTools): Promise<void> {
  const found = await signedIn(call);
  const { oauth_query: query, scope } = asRow(call.body);
  // oauth-provider, which comes first, has verified its signature.
  const asked = found && readAuthorization(Object.fromEntries(new URLSearchParams(text(query))), found.user.id);
  if (!asked) return;
  const narrowed = { ...asked, scopes: words(scope) ?? asked.scopes };
  const { refusal } = await decide(call, narrowed, found, "consent", tools);
  if (refusal) throw oauthForbidden(refusal);
}

async function beforeCode(value: string, auth: AuthContext, call: AuthCall | undefined, tools: LaneTools) {
  const issued = readCode(value);
  if (!issued || !tools.runner.wants("client_before_authorize")) return;
  const user = await auth.internalAdapter.findUserById(issued.userId);
  if (!user) return;
  const { refusal } = await decide(call, issued, { user }, "authorize", tools, auth);
  if (!refusal) return;
  if (!call || issued.redirectUri === undefined || wantsJson(call)) throw oauthForbidden(refusal);
  throw found302(refusalUrl(issued.redirectUri, refusal, issued.state, issuerOf(call)));
}

async function afterCode(value: string, auth: AuthContext, call: AuthCall | undefined, { runner, parts }: LaneTools) {
  const issued = readCode(value);
  if (!issued) return;
  const { userId, clientId, scopes } = issued;
  const request = parts.request(call);
  const make = async () => ({
    user: parts.user((await auth.internalAdapter.findUserById(userId)) ?? { id: userId }),
    client: storedClient(clientId, await clientRow(clientId, auth)),
    grant: { scopes },
    request,
  });
  runner.announce("client_after_authorize", call, make, { userId, request });
}

async function decide(
  call: AuthCall | undefined,
  asked: Authorization,
  found: { readonly user: SignedIn["user"]; readonly session?: SignedIn["session"] },
  stage: "authorize" | "consent",
  { runner, parts }: LaneTools,
  auth = call?.context,
): Promise<{ refusal?: Refusal; redirectUris: readonly string[] }> {
  const { authorizations } = await requestMemo();
  const row = auth && (await clientRow(asked.clientId, auth));
  const client = storedClient(asked.clientId, row);
  const redirectUris = client.redirectUris ?? [];
  const scopes = asked.scopes.length > 0 ? asked.scopes : (client.scopes ?? (auth ? supportedScopes(auth) : []));
  const key = JSON.stringify([asked.userId, asked.clientId, asked.redirectUri, [...scopes].sort()]);
  if (authorizations.has(key)) return { redirectUris };
  const { refusal } = await runner.decide("client_before_authorize", call, () => ({
    user: parts.user(found.user),
    session: found.session && parts.session(found.session),
    client,
    scopes,
    redirectUri: asked.redirectUri,
    prompt: asked.prompt,
    stage,
    request: parts.request(call),
  }));
  if (refusal) return { refusal, redirectUris };
  authorizations.add(key);
  return { redirectUris };
}

/** Calls within calls bring their parameters as a query, whatever the method of the call around them. */
function parametersOf(call: AuthCall): Row {
  const within = "authorizeSettings" in call;
  return asRow(call.method === "POST" && !within ? call.body : call.query);
}

function readAuthorization(parameters: Row, userId: string): Authorization | undefined {
  const clientId = text(parameters.client_id);
  if (clientId === undefined) return undefined;
  return {
    userId,
    clientId,
    redirectUri: text(parameters.redirect_uri),
    scopes: words(parameters.scope) ?? [],
    state: text(parameters.state),
    prompt: text(parameters.prompt),
  };
}

/** The authorization behind a code, if the verification value is one's. */
function readCode(value: string): Authorization | undefined {
  const { type, userId, query } = asRow(parseJson(value));
  const id = text(userId);
  return type === "authorization_code" && id !== undefined ? readAuthorization(asRow(query), id) : undefined;
}

function found302(url: string): APIError {
  return new APIError("FOUND", undefined, { location: url });
}
