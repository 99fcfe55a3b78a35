import type { AuthContext } from "@better-auth/core";
import { createAuthMiddleware } from "@better-auth/core/api";

import { asRow, signedIn, type AuthCall } from "./auth-call.ts";
import { address, text } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { forbidden } from "./refusal.ts";
import { requestMemo } from "./request-memo.ts";
import { isSecondFactor, signInWay } from "./sign-in-way.ts";

/**
 * Routes that give somebody who is signed in another session. Any other route that makes one signs somebody in, also
 * one of a plugin that is not known here.
 */
const renewals: ReadonlySet<string> = new Set([
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/admin/impersonate-user",
  "/admin/stop-impersonating",
]);

/** Routes on which somebody begins to sign in, before anything is hashed, looked up or sent. */
const attempts: ReadonlySet<string> = new Set([
  "/sign-in/email",
  "/sign-in/username",
  "/sign-in/phone-number",
  "/sign-in/email-otp",
  "/sign-in/magic-link",
  "/sign-in/social",
  "/sign-in/anonymous",
  "/email-otp/send-verification-otp",
  "/phone-number/send-otp",
  "/passkey/generate-authenticate-options",
]);

/** `before_signin` and `after_signin`. */
export function signInLane(tools: LaneTools): Lane {
  const { runner, options } = tools;
  return {
    before: [
      {
        matcher: ({ path = "" }) => options.attempts === true && attempts.has(path) && runner.wants("before_signin"),
        handler: createAuthMiddleware((call) => beforeAttempt(call, tools)),
      },
    ],
    after: [
      {
        matcher: ({ context }) => context.newSession !== null && runner.wants("after_signin"),
        handler: createAuthMiddleware((call) => afterSignIn(call, tools)),
      },
    ],
    database: (auth) => ({
      session: { create: { before: (session, call) => beforeSession(session, call ?? undefined, auth, tools) } },
    }),
  };
}

async function beforeAttempt(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const { email, username, phoneNumber } = asRow(call.body);
  const { refusal } = await runner.decide("before_signin", call, () => ({
    email: address(email),
    login: text(email) ?? text(username) ?? text(phoneNumber),
    ...signInWay(call),
    stage: "attempt",
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}

/** The only place that all ways of signing in pass: right before a session is inserted. */
async function beforeSession(
  session: { readonly userId: string; readonly token: string },
  call: AuthCall | undefined,
  auth: AuthContext,
  { runner, parts }: LaneTools,
): Promise<void> {
  if (await isRenewal(session.userId, call)) return;
  const way = signInWay(call);
  (await requestMemo()).newSessions.set(session.token, way);
  // A sign-up passed before_signup. Refusing its session would leave the user behind where there are no transactions.
  if (call?.path === "/sign-up/email") return;
  const { refusal } = await runner.decide("before_signin", call, async () => {
    const user = await auth.internalAdapter.findUserById(session.userId);
    return {
      email: address(user?.email),
      user: user ? parts.user(user) : undefined,
      ...way,
      request: parts.request(call),
    };
  });
  if (refusal) throw forbidden(refusal);
}

async function isRenewal(userId: string, call: AuthCall | undefined): Promise<boolean> {
  if (!call) return false;
  if (renewals.has(call.path ?? "")) return true;
  // Confirming an enrolment takes the same route as signing in with the second factor, within a session.
  return isSecondFactor(call.path) && (await signedIn(call))?.user.id === userId;
}

/** better-auth runs the hooks of calls within calls as well, so that a session is met more than once. */
async function afterSignIn(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const { newSession } = call.context;
  if (!newSession) return;
  const memo = await requestMemo();
  const way = memo.newSessions.get(newSession.session.token);
  if (!way || !memo.newSessions.delete(newSession.session.token)) return;
  const context = {
    user: parts.user(newSession.user),
    session: parts.session(newSession.session),
    method: way.method,
    provider: way.provider,
    isSignup: memo.newUsers.has(newSession.user.id),
    request: parts.request(call),
  };
  runner.announce("after_signin", call, () => context, context);
}
