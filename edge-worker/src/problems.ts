import { errors, SluiceError } from "sluice";

/** What can be wrong with a request, beside the error codes of the catalog. */
const httpProblems = {
  invalid_query: { status: 400, title: "A query parameter is unknown or has the wrong form." },
  unauthorized: { status: 401, title: "The request carries no valid token." },
  not_found: { status: 404, title: "There is nothing under this address." },
  method_not_allowed: { status: 405, title: "This address does not have that method." },
  body_too_large: { status: 413, title: "The body is too large." },
  unsupported_media_type: { status: 415, title: "The body is not of a type that is understood here." },
  internal_error: { status: 500, title: "The request failed for a reason of the worker's own." },
  not_configured: { status: 503, title: "The deployment lacks a setting that this address needs." },
} as const;

export type HttpProblemCode = keyof typeof httpProblems;

export interface ProblemDetails {
  readonly detail?: string;
  /** Path of the offending part of the request. */
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A problem to answer a request with. Thrown by routes and middleware, answered by the app. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly details: ProblemDetails;

  private constructor(code: string, kind: { readonly status: number; readonly title: string }, details: ProblemDetails) {
    super(details.detail ?? kind.title);
    this.name = "Problem";
    this.code = code;
    this.status = kind.status;
    this.title = kind.title;
    this.details = details;
  }

  static http(code: HttpProblemCode, details: ProblemDetails = {}): Problem {
    return new Problem(code, httpProblems[code], details);
  }

  /** A context that is wrong before the engine has seen it. */
  static invalidContext(field: string, fault: string): Problem {
    return Problem.from(new SluiceError("invalid_context", `${field}: ${fault}`, { field }));
  }

  /**
   * What to answer when `error` was thrown. Only what the caller did wrong is told in its own words; anything else is
   * for the log.
   */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    const info = error instanceof SluiceError ? errors.find(({ code }) => code === error.code) : undefined;
    if (!(error instanceof SluiceError) || !info) return Problem.http("internal_error");
    const kind = { status: info.httpStatus ?? (info.group === "service" ? 503 : 500), title: info.meaning };
    const { message: detail, field } = error;
    return new Problem(info.code, kind, info.group === "caller" ? { detail, ...(field !== undefined && { field }) } : {});
  }

  /** As application/problem+json (RFC 9457) with the members `code` and `field` added. */
  toResponse(): Response {
    const { status, title, code } = this;
    const { detail, field, headers } = this.details;
    return Response.json(
      { type: `urn:sluice:problem:${code}`, title, status, code, detail, field },
      { status, headers: { ...headers, "Content-Type": "application/problem+json" } },
    );
  }
}
