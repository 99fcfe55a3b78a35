import { createAuthMiddleware } from "@better-auth/core/api";
import { isAPIError } from "better-auth/api";

import { keyById, keyCountOf } from "./api-key-rows.ts";
import { asRow, signedIn, type AuthCall, type Row, type SignedIn } from "./auth-call.ts";
import { actor, apiKey } from "./contexts.ts";
import { count, id, map, text, textsByName } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { forbidden } from "./refusal.ts";

/**
 * `apikey_before_create`, `apikey_after_create` and `apikey_before_revoke`. The plugin api-key has no hooks around its
 * rows, so that routes stand for them.
 */
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
    ],
  };
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
