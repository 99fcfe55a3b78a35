/** The shape of the case.json files in tests/cases; README.md there says what each member means. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** How the scripted host answers requests for one URL. */
export interface Reply {
  /** Exact URL, or a part of it. The first reply that fits answers. */
  readonly url?: string;
  readonly match?: string;
  readonly delayMs?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent as the body, with content type application/json. */
  readonly json?: Json;
  /** What the host layer makes of `fails`; the native runner, which has no host layer, supplies it as it is. */
  readonly error?: { readonly code: string; readonly message: string };
  /** How the platform's fetch fails under the host layer: it rejects with this text, or never answers. */
  readonly fails?: { readonly rejects: string } | "hangs";
}

export interface HostScript {
  /** The clock's first reading, ms since the epoch. */
  readonly now?: number;
  readonly seed?: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Limits of the deployment; a plan carries its own. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly fetch?: readonly Reply[];
}

export interface ExpectedError {
  readonly code: string;
  readonly field?: string;
  readonly messageHas?: string | readonly string[];
}

/** What must come out. `trace`, `requests` and `problems` are partial: see match.ts. */
export interface Expectation {
  readonly outcome?: JsonObject;
  readonly error?: ExpectedError;
  /** null: the run leaves no trace. */
  readonly trace?: JsonObject | null;
  readonly requests?: readonly Json[];
  /** Requests open at the same time, at most. */
  readonly mostOpen?: number;
  /** Texts that must not occur anywhere in the trace. */
  readonly absent?: readonly string[];
  /** For a pipeline: the script ids of each layer of the compiled plan, or what is wrong with it. */
  readonly layers?: readonly (readonly string[])[];
  readonly problems?: readonly Json[];
}

export interface Case {
  readonly says: string;
  readonly plan?: Json;
  readonly pipeline?: Json;
  readonly context?: Json;
  /** In place of `context`, for text that is not JSON: only where contexts are handed over as text (natively). */
  readonly contextText?: string;
  readonly meta?: { readonly userId?: string; readonly requestIp?: string };
  readonly host?: HostScript;
  readonly expect: Expectation;
}

/** One folder of tests/cases, ready to run: scripts read, generators expanded. */
export interface NamedCase {
  /** Path of the folder below tests/cases, as in "scenarios/03-block-denied". */
  readonly name: string;
  readonly case: Case;
  /** The golden canonical trace as one line, if the folder has one. */
  readonly golden?: string;
}

/** What every case shares unless its host script says otherwise. */
export const defaultNow = 1_700_000_000_000;
export const defaultSeed = "0123456789abcdef";
