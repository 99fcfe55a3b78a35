/**
 * Runs Sluice's pipelines at the decisive moments of better-auth. docs/better-auth.md is its guide.
 *
 * @module
 */
export { sluice } from "./plugin.ts";
export { sluiceErrorCodes } from "./error-codes.ts";
export type { HookEngine, SluiceOptions, TraceLister, ValidateUserInfo } from "./options.ts";
