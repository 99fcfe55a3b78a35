import type { JsonObject } from "./json.ts";
import type { Mode } from "./generated/catalog.ts";

/** The trigger may go on. */
export interface AllowedOutcome {
  readonly allowed: true;
  /** What the scripts returned, merged in plan order. Absent when no pipeline ran. */
  readonly data?: JsonObject;
  /** Set by `run` when a trace is kept. */
  readonly traceId?: string;
}

/** The trigger must not go on. */
export interface DeniedOutcome {
  readonly allowed: false;
  /** Text for the end user. */
  readonly error: string;
  /** The script's own reason, or the error code of a failure that was answered with a deny. */
  readonly code?: string;
  /** Set by `run` when a trace is kept. */
  readonly traceId?: string;
}

/** What a pipeline decided. */
export type Outcome = AllowedOutcome | DeniedOutcome;

/** The outcomes a mode can have: nothing an async pipeline does can deny. */
export type OutcomeOf<M extends Mode> = M extends "async" ? AllowedOutcome : Outcome;
