import type { Limits } from "./generated/catalog.ts";
import { portsOf, type FetchPolicy } from "./host/fetch-policy.ts";
import { deploymentLimits } from "./limits.ts";

/**
 * What scripts find around them in a deployment, secrets aside: with a member `secrets` it is what the language server
 * takes as `sluice/workspaceDidChange`.
 */
export interface Deployment {
  /** All of them, as they are in force. A pipeline may lower them. */
  readonly limits: Limits;
  /** Ports that scripts may fetch from. */
  readonly ports: readonly number[];
  /** If given, scripts may fetch from these hosts only: a name, or "*.example.com" for every name below example.com. */
  readonly hosts?: readonly string[];
  /** Names that `helpers.env` knows, in order; never their values. */
  readonly settings: readonly string[];
}

/** The options that decide about it, as the engine's. */
export interface DeploymentOptions {
  readonly limits?: Readonly<Partial<Limits>>;
  readonly fetchPolicy?: FetchPolicy;
  readonly env?: Readonly<Record<string, string>>;
}

export function deploymentOf({ limits, fetchPolicy = {}, env = {} }: DeploymentOptions): Deployment {
  const { hosts } = fetchPolicy;
  return {
    limits: deploymentLimits(limits),
    ports: portsOf(fetchPolicy),
    ...(hosts && { hosts }),
    settings: Object.keys(env).sort(),
  };
}
