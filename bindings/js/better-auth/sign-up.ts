import { createAuthMiddleware } from "@better-auth/core/api";

import { asRow, signedIn, type AuthCall, type Row } from "./auth-call.ts";
import { actor, profile } from "./contexts.ts";
import { address, flag, text } from "./fields.ts";
import type { Lane, LaneTools } from "./lane.ts";
import type { ValidateUserInfo } from "./options.ts";
import { forbidden, type Refusal } from "./refusal.ts";
import { requestMemo, type SignInWay } from "./request-memo.ts";

/** `before_signup` and `after_signup`, beside `userInfoGate`. */
export function signUpLane(tools: LaneTools): Lane {
  const { runner, options } = tools;
  return {
    before: [
      {
        matcher: ({ path }) =>
          path === "/sign-up/email" && options.signupGate !== "database" && runner.wants("before_signup"),
        handler: createAuthMiddleware((call) => beforeSignUpPath(call, tools)),
      },
    ],
    database: () => ({
      user: {
        create: {
          before: (user, call) => beforeUser(user, call ?? undefined, tools),
          after: (user, call) => afterUser(user, call ?? undefined, tools),
        },
      },
    }),
  };
}

/** The gate that better-auth asks before it creates a user, with the way of signing up and the provider's words. */
export function userInfoGate(tools: LaneTools): ValidateUserInfo {
  return async (data, call) => {
    const own = await tools.options.validateUserInfo?.(data, call);
    const { action, method, oauth, sso } = data.source;
    if (own?.error || action !== "create-user") return own;
    const { providerId: provider, profile: claims } = oauth ?? sso ?? {};
    const refusal = await decide(call, data.user, tools, { method, provider }, claims);
    return refusal && { error: refusal.code, errorDescription: refusal.message };
  };
}

/** For refusals that better-auth would hide: under requireEmailVerification it answers them as it answers a success. */
async function beforeSignUpPath(call: AuthCall, tools: LaneTools): Promise<void> {
  const user = asRow(call.body);
  // What is no address is refused by the endpoint, and its words are better.
  if (address(user.email) === undefined) return;
  const refusal = await decide(call, user, tools, { method: "email-password" });
  if (refusal) throw forbidden(refusal);
}

/** Who came past `userInfoGate`, because another plugin replaced it, meets the same question here. */
async function beforeUser(user: Row, call: AuthCall | undefined, tools: LaneTools): Promise<void> {
  const refusal = await decide(call, user, tools);
  if (refusal) throw forbidden(refusal);
}

/** Called once the transaction is committed. */
async function afterUser(
  row: Row & { readonly id: string },
  call: AuthCall | undefined,
  { runner, parts }: LaneTools,
): Promise<void> {
  const memo = await requestMemo();
  memo.newUsers.add(row.id);
  const { method, provider } = memo.signupWay ?? {};
  const context = { user: parts.user(row), method, provider, request: parts.request(call) };
  runner.announce("after_signup", call, async () => ({ ...context, actor: await administrator(call) }), context);
}

async function decide(
  call: AuthCall | undefined,
  user: Row,
  { runner, parts, options }: LaneTools,
  way?: SignInWay,
  claims?: Row,
): Promise<Refusal | undefined> {
  const memo = await requestMemo();
  if (way) memo.signupWay = way;
  const email = text(user.email)?.toLowerCase();
  const signUp = JSON.stringify([email, user.name]);
  if (memo.signups.has(signUp)) return undefined;
  const { password } = asRow(call?.body);
  const { refusal } = await runner.decide("before_signup", call, async () => ({
    email,
    name: text(user.name),
    emailVerified: flag(user.emailVerified),
    ...(way ?? memo.signupWay),
    profile: profile(claims),
    passwordBreaches: typeof password === "string" ? await options.countBreaches?.(password) : undefined,
    actor: await administrator(call),
    request: parts.request(call),
  }));
  if (!refusal) memo.signups.add(signUp);
  return refusal;
}

/** Administrators create users; everybody else who signs up acts for themselves. */
async function administrator(call: AuthCall | undefined) {
  return call?.path?.startsWith("/admin/") ? actor(await signedIn(call)) : undefined;
}
