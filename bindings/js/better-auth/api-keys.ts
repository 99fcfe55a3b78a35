import type { AuthContext } from "@better-auth/core";
import { createAuthMiddleware } from "@better-auth/core/api";
import { isAPIError } from "better-auth/api";

import { asRow, noteKeySession, signedIn, type AuthCall, type Row, type SignedIn } from "./auth-call.ts";
import { actor, apiKey } from "./contexts.ts";
import { count, map, text, textsByName } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { forbidden, type Refusal } from "./refusal.ts";
import { requestMemo } from "./request-memo.ts";
import { replaceOnce, toolsFor } from "./runtimes.ts";

/** The five hooks of API keys. The plugin api-key has no hooks around its rows, so that routes stand for them. */
export function apiKeyLane(tools: LaneTools): Lane {
  const { runner } = tools;
  return {
    before: [
      {
        matcher: ({ path }) => path === "/api-key/create" && runner.wants("apikey_before_create"),
        handler: createAuthMiddleware((call) => beforeCreate(call, tools)),
      },
      {
        matcher: (call) => revocation(call as AuthCall) !== undefined && runner.wants("apikey_before_revoke"),
        handler: createAuthMiddleware((call) => beforeRevoke(call, tools)),
      },
    ],
    after: [
      {
        matcher: ({ path }) => path === "/api-key/create" && runner.wants("apikey_after_create"),
        handler: createAuthMiddleware((call) => afterCreate(call, tools)),
      },
      {
        // It has no path: it cannot be called over HTTP.
        matcher: (call) => (call as { operationId?: string }).operationId === "verifyApiKey",
        handler: createAuthMiddleware((call) => afterVerify(call, tools)),
      },
    ],
    start: (auth) => {
      const plugin = auth.getPlugin("api-key") as unknown as ApiKeyPlugin | null;
      for (const hook of plugin?.hooks?.before ?? []) {
        if (replaceOnce(hook)) hook.handler = exchanging(hook.handler);
      }
    },
  };
}

type Handler = (call: AuthCall) => Promise<unknown>;

/** The plugin api-key, as far as it is used here. It is optional, so its types are not imported. */
interface ApiKeyPlugin {
  readonly hooks?: { readonly before?: { handler: Handler }[] };
}

async function beforeCreate(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const found = await signedIn(call);
  const body = asRow(call.body);
  const userId = found?.user.id ?? text(body.userId);
  // The endpoint answers who is nobody.
  if (userId === undefined) return;
  const organizationId = text(body.organizationId);
  const { refusal } = await runner.decide("apikey_before_create", call, async () => ({
    userId,
    name: text(body.name),
    permissions: textsByName(body.permissions),
    prefix: text(body.prefix),
    expiresIn: count(body.expiresIn),
    metadata: map(body.metadata),
    configId: text(body.configId),
    organizationId,
    keyCount: await keyCountOf(organizationId ?? userId, call.context),
    actor: actor(found),
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}

async function afterCreate(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const { returned } = call.context as { returned?: unknown };
  if (isAPIError(returned) || text(asRow(returned).id) === undefined) return;
  const apikey = apiKey(asRow(returned));
  const context = { apikey, userId: apikey.userId, request: parts.request(call) };
  runner.announce(
    "apikey_after_create",
    call,
    async () => ({ ...context, actor: actor(await signedIn(call)) }),
    context,
  );
}

/** What a call does to an existing key, if it ends it. */
function revocation({ path, body }: AuthCall): "delete" | "disable" | undefined {
  if (path === "/api-key/delete") return "delete";
  return path === "/api-key/update" && asRow(body).enabled === false ? "disable" : undefined;
}

async function beforeRevoke(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const found = await signedIn(call);
  const id = text(asRow(call.body).keyId);
  const row = id === undefined ? undefined : await keyById(id, call.context);
  // A key that is not there, or not theirs to see, is the endpoint's to refuse.
  if (!row || (found && text(row.referenceId) !== found.user.id && !call.context.hasPlugin("organization"))) return;
  const { refusal } = await runner.decide("apikey_before_revoke", call, () => ({
    apikey: apiKey(row),
    action: revocation(call),
    actor: actor(found),
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}

/** The answer of verifyApiKey stays one: whoever asks reads `valid`. */
async function afterVerify(call: AuthCall, tools: LaneTools) {
  const { valid, key } = asRow((call.context as { returned?: unknown }).returned);
  if (valid !== true) return undefined;
  const refusal = await exchange(call, asRow(key), "verify", tools);
  return refusal && { valid: false, error: { message: refusal.message, code: refusal.code }, key: null };
}

/**
 * Runs after a key has stood for a session. No hook of this plugin would: the plugin api-key answers /get-session
 * itself, and what answers before an endpoint ends the hooks.
 */
function exchanging(handler: Handler): Handler {
  const wrapped: Handler = async (call) => {
    const result = await handler(call);
    const tools = toolsFor(call.context);
    const found = sessionIn(result);
    if (!tools || !found) return result;
    noteKeySession(call, found);
    const { id, userId } = found.session;
    const row = (await keyById(id, call.context)) ?? { id, userId };
    const refusal = await exchange(call, row, "session", tools);
    if (refusal) throw forbidden(refusal);
    return result;
  };
  return Object.assign(wrapped, handler);
}

/** It answers with the session, or with a context that has it. */
function sessionIn(result: unknown): SignedIn | undefined {
  const response = asRow(asRow(result).response);
  const inContext = asRow(asRow(response.context).context).session;
  return ("session" in response ? response : (inContext ?? undefined)) as SignedIn | undefined;
}

/** Once for each key and request: calls within calls present it again. */
async function exchange(call: AuthCall, row: Row, via: string, tools: LaneTools): Promise<Refusal | undefined> {
  const { exchanges } = await requestMemo();
  const apikey = apiKey(row);
  const known = exchanges.get(apikey.id);
  if (known) return known;
  const decided = decideExchange(call, apikey, via, tools);
  exchanges.set(apikey.id, decided);
  return decided;
}

async function decideExchange(
  call: AuthCall,
  apikey: ReturnType<typeof apiKey>,
  via: string,
  { runner, parts }: LaneTools,
): Promise<Refusal | undefined> {
  const context = { apikey, via, request: parts.request(call) };
  const { refusal } = await runner.decide("apikey_before_exchange", call, () => context);
  if (!refusal) runner.announce("apikey_after_exchange", call, () => context, context);
  return refusal;
}

async function keyById(id: string, { adapter, secondaryStorage }: AuthContext): Promise<Row | undefined> {
  const row = await adapter.findOne({ model: "apikey", where: [{ field: "id", value: id }] });
  // Where the plugin keeps keys when its storage is "secondary-storage".
  return map(row) ?? map(await secondaryStorage?.get(`api-key:by-id:${id}`));
}

async function keyCountOf(owner: string, { adapter }: AuthContext): Promise<number> {
  return adapter.count({ model: "apikey", where: [{ field: "referenceId", value: owner }] });
}
