import { asRow, type AuthCall } from "./auth-call.ts";
import { text } from "./fields.ts";
import type { SignInWay } from "./request-memo.ts";

/** The way of signing in that a route stands for, in the words of better-auth's `validateUserInfo`. */
const methods: readonly (readonly [route: RegExp, method: string])[] = [
  [/^\/sign-(in|up)\/email$/, "email-password"],
  [/^\/sign-in\/username$/, "username"],
  [/^\/(sign-in\/phone-number|phone-number\/.*)$/, "phone-number"],
  [/^\/(sign-in\/magic-link|magic-link\/verify)$/, "magic-link"],
  [/^\/(sign-in\/email-otp|email-otp\/send-verification-otp)$/, "email-otp"],
  [/^\/sign-in\/anonymous$/, "anonymous"],
  [/^\/(sign-in\/(social|oauth2)|(oauth2\/)?callback\/.*|one-tap\/callback)$/, "oauth"],
  [/^\/sso\//, "sso"],
  [/^\/passkey\//, "passkey"],
  [/^\/siwe\//, "siwe"],
  [/^\/device\//, "device"],
  [/^\/(verify-email|email-otp\/verify-email)$/, "email-verification"],
  [/^\/two-factor\//, "two-factor"],
];

const secondFactor = /^\/two-factor\/verify-(totp|otp|backup-code)$/;

/** Whether a second factor is given on this route, or an enrolment confirmed. */
export function isSecondFactor(path: string | undefined): boolean {
  return path !== undefined && secondFactor.test(path);
}

/** How somebody signs in by `call`. A route that nobody knows yet has no method, and its path in `request`. */
export function signInWay(call: AuthCall | undefined): SignInWay {
  const { path } = call ?? {};
  const stage = isSecondFactor(path) ? "second" : "first";
  if (!call || path === undefined) return { stage };
  const method = methods.find(([route]) => route.test(path))?.[1];
  const elsewhere = method === "oauth" || method === "sso";
  return { method, provider: elsewhere ? providerOf(call, path) : undefined, stage };
}

function providerOf(call: AuthCall, path: string): string | undefined {
  if (path === "/one-tap/callback") return "google";
  const { id, providerId } = asRow(call.params);
  const body = asRow(call.body);
  return text(id) ?? text(providerId) ?? text(body.provider) ?? text(body.providerId);
}
