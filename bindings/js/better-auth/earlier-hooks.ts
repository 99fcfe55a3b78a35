import type { AuthContext } from "@better-auth/core";

import { asRow, noteCredentials, type AuthCall } from "./auth-call.ts";
import { replaceOnce } from "./runtimes.ts";

type Handler = (call: AuthCall) => Promise<unknown>;

/**
 * Listens to the hooks that other plugins have in front of endpoints: whose a bearer's token is stands in headers that
 * better-auth hands to the endpoint, but to no hook on the way.
 */
export function listenToEarlierHooks({ options }: AuthContext): void {
  for (const plugin of options.plugins ?? []) {
    for (const hook of (plugin.hooks?.before ?? []) as { handler: Handler }[]) {
      if (replaceOnce(hook)) hook.handler = noting(hook.handler);
    }
  }
}

function noting(handler: Handler): Handler {
  const wrapped: Handler = async (call) => {
    const result = await handler(call);
    const { headers } = asRow(asRow(asRow(result).response).context);
    if (headers instanceof Headers) noteCredentials(call, { headers });
    return result;
  };
  return Object.assign(wrapped, handler);
}
