import { defineApiKeys } from "./define-api-keys.ts";
import { defineAsync } from "./define-async.ts";
import { defineOAuth } from "./define-oauth.ts";
import { defineSessions } from "./define-sessions.ts";
import { defineSignInWays } from "./define-sign-in-ways.ts";
import { defineSignUp } from "./define-sign-up.ts";
import { defineTokens } from "./define-tokens.ts";
import { defineWaysPast } from "./define-ways-past.ts";
import type { OpenDatabase } from "./set-up.ts";

/** What holds of the sixteen hooks wherever better-auth runs. */
export function defineHookSuites(open: OpenDatabase): void {
  defineSignUp(open);
  defineSessions(open);
  defineSignInWays(open);
  defineTokens(open);
  defineApiKeys(open);
  defineOAuth(open);
  defineAsync(open);
  defineWaysPast(open);
}
