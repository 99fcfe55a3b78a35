import { APIError } from "@better-auth/core/error";

import { errorCodes } from "../generated/tables.ts";
import type { DeniedOutcome } from "../outcome.ts";
import { sluiceErrorCodes } from "./error-codes.ts";

/** Why an action must not go on, in words for the end user. */
export interface Refusal {
  /** The script's own, or one of `$ERROR_CODES`. */
  readonly code: string;
  readonly message: string;
  /** Whether nobody decided: a script or the engine failed. */
  readonly failed: boolean;
}

const failureCodes: ReadonlySet<string> = new Set(errorCodes);

/** What failed, and where, is for traces and logs; end users learn that something did. */
export function refusalOf({ error, code }: DeniedOutcome): Refusal {
  const failed = code !== undefined && failureCodes.has(code);
  if (failed) return { code: sluiceErrorCodes.PIPELINE_FAILED.code, message: error, failed };
  return { code: code ?? sluiceErrorCodes.PIPELINE_BLOCKED.code, message: error, failed };
}

/** 403 `{code, message}`, as better-auth's own endpoints answer. */
export function forbidden({ code, message }: Refusal): APIError {
  return APIError.from("FORBIDDEN", { code, message });
}

/** 403 `{error, error_description}`, as OAuth endpoints answer (RFC 6749, section 5.2); `code` is the script's. */
export function oauthForbidden(refusal: Refusal): APIError {
  const { code, message } = refusal;
  return new APIError("FORBIDDEN", { error: oauthError(refusal), error_description: message, code });
}

/** What a script may answer an authorization request with beside `access_denied` (OpenID Connect Core, 3.1.2.6). */
const authorizationErrors: ReadonlySet<string> = new Set([
  "access_denied",
  "account_selection_required",
  "consent_required",
  "interaction_required",
  "invalid_scope",
  "login_required",
  "temporarily_unavailable",
  "unauthorized_client",
]);

/** The OAuth error of a refusal: what the script named, if clients know it. */
export function oauthError({ code, failed }: Refusal): string {
  if (failed) return "server_error";
  return authorizationErrors.has(code) ? code : "access_denied";
}
