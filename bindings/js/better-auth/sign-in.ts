import type { AuthContext } from "@better-auth/core";
import { createAuthMiddleware } from "@better-auth/core/api";

import { asRow, signedIn, type AuthCall } from "./auth-call.ts";
import { address, text } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { forbidden } from "./refusal.ts";
import { requestMemo } from "./request-memo.ts";
import { isSecondFactor, signInWay } from "./sign-in-way.ts";

/**
 * Routes that give somebody who is signed in another session, beside `/change-password`. Any other route that makes one
 * signs somebody in, also one of a plugin that is not known here.
 */
const renewals: ReadonlySet<string> = new Set([
  "/two-factor/enable",
  "/two-factor/disable",
  "/admin/impersonate-user",
  "/admin/stop-impersonating",
]);

/**
 * Routes on which somebody begins to sign in, before anything is hashed, looked up or sent, each with what is typed
 * there to say who. Whatever else a caller puts beside it is not read by the route, and must not be taken for it.
 */
const attempts: ReadonlyMap<string, "email" | "username" | "phoneNumber" | undefined> = new Map([
  ["/sign-in/email", "email"],
  ["/sign-in/username", "username"],
  ["/sign-in/phone-number", "phoneNumber"],
  ["/sign-in/email-otp", "email"],
  ["/sign-in/magic-link", "email"],
  ["/sign-in/social", undefined],
  ["/sign-in/anonymous", undefined],
  ["/email-otp/send-verification-otp", "email"],
  ["/phone-number/send-otp", "phoneNumber"],
  ["/passkey/generate-authenticate-options", undefined],
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
      session: {
        create: {
          before: (session, call) => beforeSession(session, call ?? undefined, auth, tools),
          after: ({ token }) => afterSession(token),
        },
      },
    }),
  };
}

async function beforeAttempt(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const typed = attempts.get(call.path ?? "");
  const login = typed && text(asRow(call.body)[typed]);
  const { refusal } = await runner.decide("before_signin", call, () => ({
    email: typed === "email" ? address(login?.toLowerCase()) : undefined,
    login,
    ...signInWay(call),
    stage: "attempt",
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}

/** The only place that all ways of signing in pass: right before a session is inserted. */
async function beforeSession(
  session: { readonly userId: string },
  call: AuthCall | undefined,
  auth: AuthContext,
  { runner, parts }: LaneTools,
): Promise<void> {
  const memo = await requestMemo();
  memo.signInWay = undefined;
  if (await isRenewal(session.userId, call, auth)) return;
  const way = signInWay(call);
  memo.signInWay = way;
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

/** Hooks of the application, which come later, may have changed the session. */
async function afterSession(token: string): Promise<void> {
  const { signInWay: way, newSessions } = await requestMemo();
  if (way) newSessions.set(token, way);
}

/**
 * Whether a session takes the place of another, which has to be there still: cookies that keep sessions outlive those
 * that were revoked, and what an API key stands for is none.
 */
async function isRenewal(userId: string, call: AuthCall | undefined, auth: AuthContext): Promise<boolean> {
  if (!call) return false;
  const { path = "" } = call;
  // It reads the session from the database, and deletes it first.
  if (path === "/change-password") return true;
  if (!renewals.has(path) && !isSecondFactor(path)) return false;
  const found = await signedIn(call);
  if (!found || !(await auth.internalAdapter.findSession(found.session.token))) return false;
  // Confirming an enrolment takes the same route as signing in with the second factor.
  return renewals.has(path) || found.user.id === userId;
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
