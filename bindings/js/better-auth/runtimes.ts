import type { AuthContext } from "@better-auth/core";
import { tryGetCurrentAuthEndpointContext } from "@better-auth/core/context";

import type { AuthCall } from "./auth-call.ts";
import type { LaneTools } from "./lane.ts";

/** The id of this plugin. */
export const pluginId = "sluice";

const toolsOf = new WeakMap<object, LaneTools>();

/** Makes `tools` those of the plugin object `plugin`. */
export function registerTools(plugin: object, tools: LaneTools): void {
  toolsOf.set(plugin, tools);
}

/**
 * The tools of the better-auth that `auth` is of. What is put in place of another plugin's part asks here: the objects
 * of plugins can be shared by two of them, with an engine each.
 */
export function toolsFor(auth: AuthContext | undefined): LaneTools | undefined {
  const plugin = auth?.getPlugin(pluginId) as object | null | undefined;
  return plugin ? toolsOf.get(plugin) : undefined;
}

/** The endpoint being called, for code of other plugins that is not told. */
export function currentCall(): AuthCall | undefined {
  return tryGetCurrentAuthEndpointContext() as AuthCall | undefined;
}

const replaced = new WeakSet<object>();

/** Whether `part` of another plugin is yet to be replaced; it counts as replaced from now on. */
export function replaceOnce(part: object): boolean {
  if (replaced.has(part)) return false;
  replaced.add(part);
  return true;
}
