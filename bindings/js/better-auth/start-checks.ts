import type { AuthContext, BetterAuthPlugin } from "@better-auth/core";
import { BetterAuthError } from "@better-auth/core/error";

import type { TriggerName } from "../generated/catalog.ts";
import { hookTable } from "../generated/tables.ts";
import { asRow } from "./auth-call.ts";
import type { SluiceOptions } from "./options.ts";
import { pluginId } from "./runtimes.ts";

/** Plugins whose own hooks have to be done when the hooks of this one run. */
const mustComeBefore: ReadonlySet<string> = new Set([
  "admin",
  "api-key",
  "device-authorization",
  "jwt",
  "oauth-provider",
  "organization",
  "two-factor",
  "username",
]);

const apiKeys = { ids: ["api-key"], calls: "apiKey() of @better-auth/api-key" };
const oauth = { ids: ["oauth-provider"], calls: "oauthProvider() of @better-auth/oauth-provider" };
const tokens = { ids: ["jwt", "oauth-provider"], calls: "jwt({}) or oauthProvider()" };

/** Plugins whose hooks in front of endpoints change nothing that hooks look at, and that want to be last themselves. */
const mayComeBehind: ReadonlySet<string> = new Set(["next-cookies"]);

/** The plugins of which a trigger needs one. */
function pluginsOf(trigger: TriggerName): typeof apiKeys | undefined {
  if (trigger.startsWith("apikey_")) return apiKeys;
  if (trigger.startsWith("client_")) return oauth;
  return trigger === "token_build" ? tokens : undefined;
}

/** Throws a BetterAuthError, which says what to change, for all that would leave a hook dead or open a way past it. */
export function checkStart(auth: AuthContext, options: SluiceOptions): void {
  const { engine, hooks } = options;
  if (!engine) throw mistake("it needs an engine: sluice({ engine }).");
  const wanted = (trigger: TriggerName) => hooks?.includes(trigger) ?? true;
  checkVersion(auth);
  checkNames(hooks);
  checkOrder(auth);
  for (const trigger of hooks ?? []) checkPeers(auth, trigger);
  if (wanted("token_build")) checkJwt(auth);
  if (wanted("before_signup") && auth.options.user?.validateUserInfo) {
    throw mistake(
      "user.validateUserInfo of your options would take the place of before_signup. Move it to this plugin: " +
        "sluice({ engine, validateUserInfo }), which asks it first.",
    );
  }
}

/** `user.validateUserInfo` is new in 1.7: before, before_signup would be asked about e-mail sign-ups only. */
function checkVersion({ version }: AuthContext): void {
  const [major = 0, minor = 0] = String(version).split(".").map(Number);
  if (major === 1 && minor < 7) throw mistake(`better-auth ${version} is too old: it takes ^1.7.`);
}

function checkNames(hooks: readonly string[] = []): void {
  const unknown = hooks.find((name) => !Object.hasOwn(hookTable, name));
  if (unknown !== undefined) throw mistake(`hooks names ${unknown}, which is no hook.`);
}

function checkOrder({ options }: AuthContext): void {
  const plugins = options.plugins ?? [];
  const ids = plugins.map(({ id }) => id as string);
  if (ids.indexOf(pluginId) !== ids.lastIndexOf(pluginId)) throw mistake("it is among the plugins twice.");
  const late = plugins.slice(ids.indexOf(pluginId) + 1).filter(hasToRunFirst).map(({ id }) => id);
  if (late.length > 0) throw mistake(`put it behind ${late.join(" and ")} in plugins: their hooks have to run first.`);
}

/** What stands in front of endpoints may say who calls, as `bearer` does. */
function hasToRunFirst({ id, hooks }: BetterAuthPlugin): boolean {
  return mustComeBefore.has(id) || ((hooks?.before ?? []).length > 0 && !mayComeBehind.has(id));
}

function checkPeers(auth: AuthContext, trigger: TriggerName): void {
  const plugins = pluginsOf(trigger);
  if (!plugins || plugins.ids.some((id) => auth.hasPlugin(id))) return;
  throw mistake(`hooks names ${trigger}, which needs ${plugins.calls}.`);
}

function checkJwt(auth: AuthContext): void {
  const jwt = auth.getPlugin("jwt");
  if (jwt && asRow(jwt).options === undefined) {
    throw mistake("token_build needs the options of the plugin jwt: write jwt({}) instead of jwt().");
  }
}

function mistake(words: string): BetterAuthError {
  return new BetterAuthError(`sluice: ${words}`);
}
