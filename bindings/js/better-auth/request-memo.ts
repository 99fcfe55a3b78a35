import { defineRequestState, hasRequestState } from "@better-auth/core/context";

import type { storedClient } from "./contexts.ts";
import type { Refusal } from "./refusal.ts";

/** How somebody signs in. */
export interface SignInWay {
  readonly method?: string | undefined;
  readonly provider?: string | undefined;
  readonly stage?: "attempt" | "first" | "second" | undefined;
}

/**
 * What the hooks of one request tell one another. better-auth dispatches calls within calls, whose hooks run again: an
 * OAuth flow that goes on after a sign-in or a consent would meet the same pipeline two or three times.
 */
export interface RequestMemo {
  /** Sign-ups that `before_signup` has allowed. */
  readonly signups: Set<string>;
  /** Ids of the users created by this request. */
  readonly newUsers: Set<string>;
  /** Sessions created by this request that `after_signin` has not been told of, by token. */
  readonly newSessions: Map<string, SignInWay>;
  /** Authorizations that `client_before_authorize` has allowed. */
  readonly authorizations: Set<string>;
  /** What became of the API keys presented, by id. */
  readonly exchanges: Map<string, Promise<Refusal | undefined>>;
  /** The way of the session under way; absent for one that signs nobody in. */
  signInWay?: SignInWay | undefined;
  /** The way of the sign-up under way. */
  signupWay?: SignInWay;
  /** The access that is about to change, as it was read before its rows are deleted. */
  access?: {
    readonly client: ReturnType<typeof storedClient>;
    readonly scopes?: readonly string[] | undefined;
    /** Whether it is the signed-in user's, rather than everybody's. */
    readonly ofUser: boolean;
  };
}

const fresh = (): RequestMemo => ({
  signups: new Set(),
  newUsers: new Set(),
  newSessions: new Map(),
  authorizations: new Set(),
  exchanges: new Map(),
});
const state = defineRequestState(fresh);

/** The memo of the request under way; one that forgets at once outside of any. */
export async function requestMemo(): Promise<RequestMemo> {
  return (await hasRequestState()) ? state.get() : fresh();
}
