import { defineErrorCodes } from "@better-auth/core/utils/error-codes";

import { customFailureText, denyText } from "../generated/catalog.ts";

/** The codes of refusals whose script gave none of its own. */
export const sluiceErrorCodes = defineErrorCodes({
  /** A script said no. */
  PIPELINE_BLOCKED: denyText,
  /** A script or the engine failed, and the pipeline's `onError` is `block`. */
  PIPELINE_FAILED: customFailureText,
});
