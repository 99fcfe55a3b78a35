/**
 * The client half of `sluice/better-auth`, for `createAuthClient({ plugins: [sluiceClient()] })`.
 *
 * @module
 */
import type { BetterAuthClientPlugin } from "@better-auth/core";

import { sluiceErrorCodes } from "./error-codes.ts";
import type { sluice } from "./plugin.ts";

/** Types the endpoints and error codes of the plugin: `authClient.sluice.listTraces()`. */
export function sluiceClient() {
  return {
    id: "sluice",
    $InferServerPlugin: {} as ReturnType<typeof sluice>,
    pathMethods: { "/sluice/list-traces": "GET" },
    $ERROR_CODES: sluiceErrorCodes,
  } satisfies BetterAuthClientPlugin;
}
