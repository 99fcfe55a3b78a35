import { errors, SluiceError, type PipelineProblem } from "sluice";

/** What can be wrong with a request, beside the error codes of the catalog. */
const httpProblems = {
  invalid_body: { status: 400, title: "The body is not what this address takes." },
  invalid_query: { status: 400, title: "A query parameter is unknown or has the wrong form." },
  invalid_path: { status: 400, title: "A name in the address has not the form that such names have." },
  invalid_header: { status: 400, title: "A header has the wrong form." },
  unauthorized: { status: 401, title: "The request carries no valid token." },
  forbidden: { status: 403, title: "The token is not for this." },
  no_route: { status: 404, title: "There is nothing under this address." },
  method_not_allowed: { status: 405, title: "This address does not have that method." },
  body_too_large: { status: 413, title: "The body is too large." },
  unsupported_media_type: { status: 415, title: "The body is not of a type that is understood here." },
  too_many_requests: { status: 429, title: "There were too many requests." },
  internal_error: { status: 500, title: "The request failed for a reason of the service's own." },
  not_configured: { status: 503, title: "The deployment lacks a setting that this address needs." },
} as const;

export type HttpProblemCode = keyof typeof httpProblems;

export interface ProblemDetails {
  readonly detail?: string;
  /** Path of the offending part of the request. */
  readonly field?: string;
  /** Everything that is wrong with a pipeline. */
  readonly problems?: readonly PipelineProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** How long to wait before asking again what the store, or the queue for VMs, kept from being answered. */
const retryAfterSeconds = 5;

/** A problem to answer a request with. Thrown by routes and middleware, answered by the app. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly details: ProblemDetails;

  private constructor(
    code: string,
    kind: { readonly status: number; readonly title: string },
    details: ProblemDetails,
  ) {
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

  /** There is nothing of that name. */
  static missing(): Problem {
    return Problem.from(new SluiceError("not_found", "There is nothing of that name, or it is no longer kept."));
  }

  /**
   * What to answer when `error` was thrown. Only what the caller did wrong is told in its own words; anything else is
   * for the log.
   */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    const info = error instanceof SluiceError ? errors.find(({ code }) => code === error.code) : undefined;
    if (!(error instanceof SluiceError) || !info) return Problem.http("internal_error");
    if (error.field === "options.secretKeys") return withoutKeys();
    if (/^(query|page)\./.test(error.field ?? "")) return Problem.http("invalid_query", detailsOf(error));
    const kind = { status: statusOf(error, info), title: info.meaning };
    return new Problem(info.code, kind, kind.status < 500 ? detailsOf(error) : retryLater);
  }

  /** The document's members, by RFC 9457 with `code`, `field`, `problems` and `requestId` added. */
  toResponse(requestId: string): Response {
    const { status, title, code } = this;
    const { detail, field, problems, headers } = this.details;
    return Response.json(
      { type: `urn:sluice:problem:${code}`, title, status, code, detail, field, problems, requestId },
      { status, headers: { ...headers, "Content-Type": "application/problem+json" } },
    );
  }
}

const retryLater: ProblemDetails = { headers: { "Retry-After": String(retryAfterSeconds) } };

/** The answer to what seals or signs while there is nothing to do it with. */
export function withoutKeys(): Problem {
  return Problem.http("not_configured", { detail: "SLUICE_SECRET_KEYS is not set." });
}

/** A faulty script that is to be published has the code that its run would have. */
function statusOf({ problems }: SluiceError, { httpStatus, group }: (typeof errors)[number]): number {
  return httpStatus ?? (problems ? 422 : group === "service" ? 503 : 500);
}

/** What are members of arguments to the control plane, are members of the body or parameters here. */
const argument = /^(options|query|page|script)\./;

function detailsOf({ message, field, problems }: SluiceError): ProblemDetails {
  return {
    detail: message.replace(argument, ""),
    ...(field !== undefined && { field: field.replace(argument, "") }),
    ...(problems && { problems }),
  };
}
