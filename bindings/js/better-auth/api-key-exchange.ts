import { createAuthMiddleware } from "@better-auth/core/api";

import { keyById } from "./api-key-rows.ts";
import { asRow, noteCredentials, type AuthCall, type Row, type SignedIn } from "./auth-call.ts";
import { apiKey } from "./contexts.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { forbidden, type Refusal } from "./refusal.ts";
import { requestMemo } from "./request-memo.ts";
import { replaceOnce, toolsFor } from "./runtimes.ts";

/** `apikey_before_exchange` and `apikey_after_exchange`. */
export function apiKeyExchangeLane(tools: LaneTools): Lane {
  return {
    after: [
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
