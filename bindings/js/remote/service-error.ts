/** What a service says beside the error codes of the catalog. */
export interface ServiceErrorOptions extends ErrorOptions {
  readonly field?: string;
  readonly requestId?: string;
  /** When to ask again. */
  readonly retryAfterMs?: number;
}

/**
 * A refusal or a fault that the package itself does not know: of HTTP (as `unauthorized`, `too_many_requests`), of the
 * way there (`unreachable`), or of the browser (`storage_full`).
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, options: ServiceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ServiceError";
    this.code = code;
    this.field = options.field;
    this.requestId = options.requestId;
    this.retryAfterMs = options.retryAfterMs;
  }
}
