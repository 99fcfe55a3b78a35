import type { AuthContext } from "@better-auth/core";
import { createAuthMiddleware } from "@better-auth/core/api";
import { isAPIError } from "better-auth/api";

import { asRow, noteCredentials, signedIn, type AuthCall, type Row, type SignedIn } from "./auth-call.ts";
import { actor, apiKey } from "./contexts.ts";
import { count, id, map, text, textsByName } from "./fields.ts";
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
        matcher: (call) => isChange(call as AuthCall) && runner.wants("apikey_before_create"),
        handler: createAuthMiddleware((call) => beforeChange(call, tools)),
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
  const userId = found?.user.id ?? id(body.userId);
  // The endpoint answers who is nobody.
  if (userId === undefined) return;
  // Whether the key will be the organization's is in a configuration that nobody else can read.
  const organizationId = call.context.hasPlugin("organization") ? id(body.organizationId) : undefined;
  const { refusal } = await runner.decide("apikey_before_create", call, async () => ({
    userId,
    name: text(body.name),
    permissions: textsByName(body.permissions),
    prefix: text(body.prefix),
    expiresIn: count(body.expiresIn),
    metadata: map(body.metadata),
    configId: text(body.configId),
    organizationId,
    keyCount: Math.max(
      await keyCountOf(userId, call.context),
      organizationId === undefined ? 0 : await keyCountOf(organizationId, call.context),
    ),
    actor: actor(found),
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}

/** Whether a call changes what `apikey_before_create` was asked about. */
function isChange({ path, body }: AuthCall): boolean {
  if (path !== "/api-key/update") return false;
  const { name, expiresIn, metadata, permissions } = asRow(body);
  return [name, expiresIn, metadata, permissions].some((value) => value !== undefined);
}

/** What may not be created may not become so later either. */
async function beforeChange(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const found = await signedIn(call);
  const row = await keyToChange(call, found);
  if (!row) return;
  const body = asRow(call.body);
  const key = apiKey(row);
  const { refusal } = await runner.decide("apikey_before_create", call, async () => ({
    userId: key.userId,
    name: text(body.name) ?? key.name,
    permissions: textsByName(body.permissions) ?? key.permissions,
    prefix: key.prefix,
    expiresIn: body.expiresIn === undefined ? lifeOf(key) : count(body.expiresIn),
    metadata: map(body.metadata) ?? key.metadata,
    configId: key.configId,
    // The others: this one is there already.
    keyCount: (await keyCountOf(key.userId, call.context)) - 1,
    actor: actor(found),
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}

/** In seconds, as it was asked for. */
function lifeOf({ createdAt, expiresAt }: ReturnType<typeof apiKey>): number | undefined {
  if (createdAt === undefined || expiresAt === undefined) return undefined;
  return Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 1_000);
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
  const row = await keyToChange(call, found);
  if (!row) return;
  const { refusal } = await runner.decide("apikey_before_revoke", call, () => ({
    apikey: apiKey(row),
    action: revocation(call),
    actor: actor(found),
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}

/** The key that a call names. One that is not there, or not theirs to see, is the endpoint's to refuse. */
async function keyToChange(call: AuthCall, found: SignedIn | undefined): Promise<Row | undefined> {
  const keyId = text(asRow(call.body).keyId);
  const row = keyId === undefined ? undefined : await keyById(keyId, call.context);
  const isTheirs = !found || text(row?.referenceId) === found.user.id || call.context.hasPlugin("organization");
  return isTheirs ? row : undefined;
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
    noteCredentials(call, { session: found });
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
