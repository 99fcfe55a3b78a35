import type { ErrorCode, Mode } from "./generated/catalog.ts";
import type { Outcome } from "./outcome.ts";
import type { OnError } from "./plan.ts";

/** How a pipeline that could not be run, or not to its end, is answered. */
export interface FaultPolicy {
  readonly mode: Mode;
  readonly onError: OnError;
  readonly failureText: string;
}

/** The outcome of a fault with `code`. The cause is not for end users. */
export function faultOutcome({ mode, onError, failureText }: FaultPolicy, code: ErrorCode): Outcome {
  if (mode === "async" || onError === "allow") return { allowed: true };
  return { allowed: false, error: failureText, code };
}
