import type { ErrorCode } from "./generated/catalog.ts";
import type { PipelineProblem } from "./plan.ts";

/** What a `SluiceError` may carry besides its message. */
export interface SluiceErrorOptions extends ErrorOptions {
  readonly field?: string;
  readonly problems?: readonly PipelineProblem[];
}

/**
 * A mistake of the caller, or a fault that left no outcome to answer with. Scripts never cause one: what a script did
 * is in the outcome.
 */
export class SluiceError extends Error {
  /** One of the error codes of the catalog. */
  readonly code: ErrorCode;
  // Declared only, so that an absent one is no member.
  /** Path of the offending part, as in `context.user.id`, where there is one. */
  declare readonly field?: string;
  /** Everything that is wrong with a pipeline that was refused. */
  declare readonly problems?: readonly PipelineProblem[];

  constructor(code: ErrorCode, message: string, options: SluiceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SluiceError";
    this.code = code;
    if (options.field !== undefined) this.field = options.field;
    if (options.problems !== undefined) this.problems = options.problems;
  }
}

/** The engine's WebAssembly instance trapped or could not be started. It is replaced on next use. */
export class EngineCrashError extends SluiceError {
  constructor(cause: unknown) {
    super("engine_crash", "The engine instance failed and was dropped; the next call starts a new one.", { cause });
    this.name = "EngineCrashError";
  }
}
