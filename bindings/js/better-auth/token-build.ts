import type { AuthContext } from "@better-auth/core";

import { asRow, type AuthCall, type Row, type SignedIn } from "./auth-call.ts";
import { addedClaims, shownClaims } from "./claims.ts";
import { storedClient } from "./contexts.ts";
import { text, texts } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { forbidden, oauthForbidden } from "./refusal.ts";
import { currentCall, replaceOnce, toolsFor } from "./runtimes.ts";

/** `token_build`: session JWTs of the plugin jwt, and the tokens of oauth-provider. */
export function tokenLane({ runner }: LaneTools): Lane {
  return {
    start: (auth) => {
      if (!runner.wants("token_build")) return;
      const jwt = auth.getPlugin("jwt") as unknown as JwtPlugin | null;
      const provider = auth.getPlugin("oauth-provider") as unknown as OAuthProviderPlugin | null;
      if (jwt?.options && replaceOnce(jwt.options)) wrapJwt(jwt, jwt.options);
      if (provider && replaceOnce(provider.options)) extendProvider(provider);
    },
  };
}

// better-auth's plugins, as far as they are used here. They are optional, so their types are not imported.

type DefinePayload = (session: SignedIn) => Row | Promise<Row>;
type Handler = (call: AuthCall) => Promise<unknown>;

interface JwtOptions {
  jwt?: { definePayload?: DefinePayload };
}

interface JwtPlugin {
  readonly options?: JwtOptions;
  readonly hooks?: { readonly after?: { handler: Handler }[] };
}

/** What oauth-provider tells of the token it builds. */
interface ClaimInput {
  readonly ctx: AuthCall;
  readonly user?: (Row & { readonly id: string }) | null;
  readonly client?: Row & { readonly clientId: string };
  readonly scopes: readonly string[];
  readonly grantType?: string;
  readonly sessionId?: string;
  readonly resources?: readonly string[];
  /** The claims of the access token, where userinfo is asked for. */
  readonly jwt?: Row;
}

type ClaimContributor = (input: ClaimInput) => Promise<Row>;

interface OAuthProviderPlugin {
  readonly options: { extensions?: readonly { readonly claims?: Record<string, ClaimContributor> }[] };
}

/** A session is read although no token can be built for it. */
class TokenLeftOut extends Error {}

function wrapJwt(plugin: JwtPlugin, options: JwtOptions): void {
  // Without one the payload is the whole user.
  const original: DefinePayload = options.jwt?.definePayload ?? (({ user }) => user);
  options.jwt = { ...options.jwt, definePayload: async (found) => sessionPayload(await original(found), found) };
  for (const hook of plugin.hooks?.after ?? []) hook.handler = leavingOutTokens(hook.handler);
}

/** The plugin jwt signs at every read of a session as well, whose answer would be a refusal instead of the session. */
function leavingOutTokens(handler: Handler): Handler {
  const wrapped: Handler = async (call) => {
    try {
      return await handler(call);
    } catch (error) {
      if (error instanceof TokenLeftOut) return {};
      throw error;
    }
  };
  return Object.assign(wrapped, handler);
}

async function sessionPayload(claims: Row, { user, session }: SignedIn): Promise<Row> {
  const call = currentCall();
  const tools = toolsFor(call?.context);
  if (!call || !tools) return claims;
  const { refusal, data } = await tools.runner.decide("token_build", call, async () => ({
    kind: "session_jwt",
    token: shownClaims(claims, session.token),
    user: tools.parts.user(user),
    session: tools.parts.session(session),
    organization: await organizationOf(user.id, session, call.context),
    request: tools.parts.request(call),
  }));
  if (!refusal) return { ...claims, ...addedClaims(data, claims) };
  throw call.path === "/get-session" ? new TokenLeftOut(refusal.message) : forbidden(refusal);
}

/** As its extendOAuthProvider does, which cannot be imported where the package may be absent. */
function extendProvider({ options }: OAuthProviderPlugin): void {
  const claims = {
    accessToken: (input: ClaimInput) => oauthClaims("access_token", input),
    idToken: (input: ClaimInput) => oauthClaims("id_token", input),
    userInfo: (input: ClaimInput) => oauthClaims("userinfo", input),
  };
  options.extensions = [...(options.extensions ?? []), { claims }];
}

async function oauthClaims(kind: string, input: ClaimInput): Promise<Row> {
  const { ctx: call, user, client, sessionId, jwt } = input;
  const tools = toolsFor(call.context);
  if (!tools) return {};
  const { refusal, data } = await tools.runner.decide("token_build", call, async () => {
    const session = sessionId === undefined ? undefined : await sessionById(sessionId, call.context);
    return {
      kind,
      token: jwt ?? {},
      user: user ? tools.parts.user(user) : undefined,
      session: session && tools.parts.session(session),
      client: client && storedClient(client.clientId, client),
      scopes: input.scopes,
      resources: texts(input.resources),
      grantType: input.grantType,
      organization: user && session ? await organizationOf(user.id, session, call.context) : undefined,
      request: tools.parts.request(call),
    };
  });
  if (refusal) throw oauthForbidden(refusal);
  return addedClaims(data, jwt ?? {});
}

async function sessionById(id: string, { adapter }: AuthContext) {
  const row = asRow(await adapter.findOne({ model: "session", where: [{ field: "id", value: id }] }));
  const userId = text(row.userId);
  return userId === undefined ? undefined : { ...row, id, userId };
}

/** The organization that is active in a session, with the user's role in it. */
async function organizationOf(userId: string, session: Row, auth: AuthContext) {
  const id = text(session.activeOrganizationId);
  if (id === undefined || !auth.hasPlugin("organization")) return undefined;
  const where = [
    { field: "organizationId", value: id },
    { field: "userId", value: userId },
  ];
  const member = asRow(await auth.adapter.findOne({ model: "member", where }));
  return { id, role: text(member.role) };
}
