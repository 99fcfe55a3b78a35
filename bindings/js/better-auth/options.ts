import type { BetterAuthOptions } from "@better-auth/core";

import type { SluiceError } from "../errors.ts";
import type { TriggerName } from "../generated/catalog.ts";
import type { RunMeta } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import type { TracePage, TraceQuery } from "../stores/trace-store.ts";

/** What the plugin needs of an engine: any that `createEngine` makes fits, with hooks of its own or without. */
export interface HookEngine {
  run(trigger: TriggerName, context: object, meta?: RunMeta): Promise<Outcome>;
  dispatch(trigger: TriggerName, context: () => Promise<object>, meta?: RunMeta): void;
  fail(trigger: TriggerName, error: SluiceError, meta?: RunMeta): Promise<Outcome>;
}

/** What the plugin needs to list traces: `control.traces` of a control plane fits. */
export interface TraceLister {
  list(query: TraceQuery): Promise<TracePage>;
}

/** better-auth's gate for incoming identities, `user.validateUserInfo` of its options. */
export type ValidateUserInfo = NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>;

export interface SluiceOptions {
  /** Runs the pipelines. A promise is awaited by the first hook, so that a Worker can create it at global scope. */
  readonly engine: HookEngine | Promise<HookEngine>;
  /** The hooks to wire; default: all whose plugins are there. Naming one whose plugin is missing is a mistake. */
  readonly hooks?: readonly TriggerName[];
  /**
   * Where sign-ups with e-mail and password meet `before_signup`. Default `path`: before anything is looked up, so that
   * a refusal is seen even where better-auth hides whether an address is taken. `database`: right before the user is
   * inserted, as for all other ways.
   */
  readonly signupGate?: "path" | "database";
  /** Whether `before_signin` also runs before credentials are looked at, with `stage = "attempt"`. Default false. */
  readonly attempts?: boolean;
  /** Your own gate, asked before `before_signup`: better-auth keeps one only, and this plugin needs it. */
  readonly validateUserInfo?: ValidateUserInfo;
  /**
   * Counts the known breaches a password is in. Scripts see the count, never the password. When it throws, the pipeline
   * fails.
   */
  readonly countBreaches?: (password: string) => number | Promise<number>;
  /**
   * The header in which the platform in front names the country, as `cf-ipcountry`. Only for headers that clients
   * cannot send past it. Default: what workerd says itself, and nothing elsewhere.
   */
  readonly countryHeader?: string;
  /** Further columns of users that scripts may see. Everything else of a row stays out of contexts. */
  readonly userFields?: readonly string[];
  /** Further columns of sessions that scripts may see. */
  readonly sessionFields?: readonly string[];
  /** Lets users list what ran for them: `GET /sluice/list-traces`. Default: the endpoint answers 404. */
  readonly traces?: TraceLister;
}
