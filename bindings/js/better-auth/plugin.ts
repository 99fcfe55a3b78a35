import type { AuthContext, BetterAuthPlugin } from "@better-auth/core";

import type { TraceRow } from "../stores/trace-store.ts";
import { apiKeyExchangeLane } from "./api-key-exchange.ts";
import { apiKeyLane } from "./api-keys.ts";
import { ContextParts } from "./contexts.ts";
import { listenToEarlierHooks } from "./earlier-hooks.ts";
import { listTracesPath, sluiceEndpoints } from "./endpoints.ts";
import { sluiceErrorCodes } from "./error-codes.ts";
import { HookRunner } from "./hook-runner.ts";
import type { DatabaseHooks, Lane, LaneTools } from "./lane.ts";
import { accessLane } from "./oauth-access.ts";
import { authorizeLane } from "./oauth-authorize.ts";
import { oauthClientLane } from "./oauth-clients.ts";
import type { SluiceOptions } from "./options.ts";
import { pluginId, registerTools } from "./runtimes.ts";
import { signInLane } from "./sign-in.ts";
import { signOutLane } from "./sign-out.ts";
import { signUpLane, userInfoGate } from "./sign-up.ts";
import { checkStart } from "./start-checks.ts";
import { tokenLane } from "./token-build.ts";

/**
 * The better-auth plugin: runs the pipelines of an engine at the moments of better-auth. It stands last in `plugins`.
 *
 * @example
 * betterAuth({ plugins: [jwt({}), apiKey(), oauthProvider({ ... }), sluice({ engine })] })
 */
export function sluice(options: SluiceOptions) {
  const tools: LaneTools = { runner: new HookRunner(options), parts: new ContextParts(options), options };
  const lanes: readonly Lane[] = [
    signUpLane(tools),
    signInLane(tools),
    signOutLane(tools),
    tokenLane(tools),
    apiKeyLane(tools),
    apiKeyExchangeLane(tools),
    oauthClientLane(tools),
    authorizeLane(tools),
    accessLane(tools),
  ];
  const plugin = {
    id: pluginId,
    options,
    init(auth: AuthContext) {
      checkStart(auth, options);
      for (const lane of lanes) lane.start?.(auth);
      listenToEarlierHooks(auth);
      const user = tools.runner.wants("before_signup") ? { validateUserInfo: userInfoGate(tools) } : {};
      return { options: { user, databaseHooks: databaseHooks(lanes, auth) } };
    },
    hooks: {
      before: lanes.flatMap(({ before = [] }) => before),
      after: lanes.flatMap(({ after = [] }) => after),
    },
    endpoints: sluiceEndpoints(tools),
    rateLimit: [{ pathMatcher: (path: string) => path === listTracesPath, window: 60, max: 30 }],
    $ERROR_CODES: sluiceErrorCodes,
    $Infer: {} as { SluiceTrace: TraceRow },
  } satisfies BetterAuthPlugin;
  registerTools(plugin, tools);
  return plugin;
}

declare module "@better-auth/core" {
  interface BetterAuthPluginRegistry<AuthOptions, Options> {
    sluice: { creator: typeof sluice };
  }
}

/** No two lanes have hooks around the rows of one table. */
function databaseHooks(lanes: readonly Lane[], auth: AuthContext): DatabaseHooks {
  return Object.assign({}, ...lanes.map(({ database }) => database?.(auth)));
}
