/** JSON, as contexts and answers have it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** One script, in the language of every peer: both texts say the same. */
export interface Script {
  readonly id: string;
  readonly lua: string;
  /** The body of an async function of `context` and `helpers`. */
  readonly js: string;
}

/** What a trigger has to answer. A deny has no place here: what is measured is allowed. */
export interface Answer {
  readonly allowed: true;
  readonly data: JsonObject;
}

/** A pipeline, what it is given, what it must answer, and how often it is run. */
export interface Scenario {
  readonly name: string;
  /** A sentence for the table. */
  readonly title: string;
  readonly layers: readonly (readonly Script[])[];
  readonly context: JsonObject;
  readonly answer: Answer;
  /** VM instructions a script may spend; absent: each engine's default, 50,000. */
  readonly instructions?: number;
  /** Triggers started together and timed as one sample. */
  readonly inFlight: number;
  /** Fetches of one sample. All are held until the last was sent, so a peer that does not overlap them never ends. */
  readonly fetches: number;
  /** Samples of a peer in one round, unless its time is up before. */
  readonly samples: number;
  /** Called when all fetches of a sample wait, before they are answered. */
  readonly onHeld?: () => void;
}

/** What every stubbed fetch answers. */
export const fetchedBody = { n: 7 } as const;
