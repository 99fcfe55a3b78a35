import type { AuthContext, BetterAuthOptions, HookEndpointContext } from "@better-auth/core";
import type { AuthMiddleware } from "@better-auth/core/api";

import type { ContextParts } from "./contexts.ts";
import type { HookRunner } from "./hook-runner.ts";
import type { SluiceOptions } from "./options.ts";

/** What the hooks of a lane work with. */
export interface LaneTools {
  readonly runner: HookRunner;
  readonly parts: ContextParts;
  readonly options: SluiceOptions;
}

/** A hook of better-auth around its endpoints. */
export interface EndpointHook {
  readonly matcher: (call: HookEndpointContext) => boolean;
  readonly handler: AuthMiddleware;
}

export type DatabaseHooks = NonNullable<BetterAuthOptions["databaseHooks"]>;

/** The hooks of a lane, where better-auth has a place for them. */
export interface Lane {
  readonly before?: readonly EndpointHook[];
  readonly after?: readonly EndpointHook[];
  /** Hooks around rows, for a better-auth that is starting. */
  readonly database?: (auth: AuthContext) => DatabaseHooks;
  /** What has to be put in place of other plugins' parts when better-auth starts. */
  readonly start?: (auth: AuthContext) => void;
}
