import { passkey } from "@better-auth/passkey";
import { createOTP } from "@better-auth/utils/otp";
import type { BetterAuthOptions } from "better-auth";
import {
  anonymous,
  deviceAuthorization,
  emailOTP,
  magicLink,
  oneTap,
  oneTimeToken,
  phoneNumber,
  siwe,
  twoFactor,
  username,
} from "better-auth/plugins";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { makeAuthenticator } from "./authenticator.ts";
import type { Answer, Browser } from "./browser.ts";
import { signedUp } from "./define-sessions.ts";
import { identityProvider } from "./identity-provider.ts";
import { ada, deny, origin, setUp, type OpenDatabase, type World } from "./set-up.ts";

/** What better-auth would have sent. */
const sent: { otp?: string; link?: string } = {};

const google = {
  clientId: "tests",
  clientSecret: "tests",
  verifyIdToken: async () => true,
  getUserInfo: async () => ({
    user: { id: "g1", email: "gina@example.com", name: "Gina", emailVerified: true },
    data: { sub: "g1", hd: "example.com", access_token: "never shown" },
  }),
};

const auth: Partial<BetterAuthOptions> = {
  socialProviders: { google: google as never },
  emailVerification: {
    autoSignInAfterVerification: true,
    sendVerificationEmail: async ({ token }) => void (sent.link = token),
  },
};

const plugins = () => [
  username(),
  anonymous(),
  magicLink({ sendMagicLink: ({ token }) => void (sent.link = token) }),
  emailOTP({ sendVerificationOTP: async ({ otp }) => void (sent.otp = otp) }),
  phoneNumber({
    sendOTP: ({ code }) => void (sent.otp = code),
    signUpOnVerification: { getTempEmail: (number) => `${number.slice(1)}@phone.example` },
  }),
  identityProvider(),
  passkey({ rpID: "localhost", origin }),
  siwe({
    domain: "localhost:3000",
    emailDomainName: "wallet.example",
    getNonce: async () => "nonce12345",
    verifyMessage: async () => true,
  }),
  deviceAuthorization({ verificationUri: "/device" }),
  oneTap(),
  oneTimeToken(),
  twoFactor(),
];

interface Way {
  readonly name: string;
  readonly method: string;
  readonly provider?: string;
  /** Whether the way creates its own user on first use. */
  readonly signsUp?: boolean;
  /** Comes as far as the last request. */
  readonly prepare: (world: World, browser: Browser) => Promise<() => Promise<Answer>>;
}

/** Ada, signed up and forgotten by `browser`. */
async function known(world: World, more: object = {}): Promise<Browser> {
  const own = world.browser();
  await own.post("/sign-up/email", { ...ada, ...more });
  return own;
}

async function siweMessage(): Promise<string> {
  return [
    "localhost:3000 wants you to sign in with your Ethereum account:",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "",
    `URI: ${origin}`,
    "Version: 1",
    "Chain ID: 1",
    "Nonce: nonce12345",
    `Issued At: ${new Date().toISOString()}`,
  ].join("\n");
}

/** Signs as Google does, with keys that are found where Google's are. */
async function googleIdToken(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "k", alg: "RS256", use: "sig" }] };
  const fetch = vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json(keys));
  onTestFinished(() => fetch.mockRestore());
  return new SignJWT({ email: "tom@example.com", email_verified: true, name: "Tom" })
    .setProtectedHeader({ alg: "RS256", kid: "k" })
    .setSubject("t1")
    .setIssuer("https://accounts.google.com")
    .setAudience("tests")
    .setIssuedAt()
    .setExpirationTime("5m")
    .sign(privateKey);
}

const ways: readonly Way[] = [
  {
    name: "e-mail and password",
    method: "email-password",
    prepare: async (world, browser) => {
      await known(world);
      return () => browser.post("/sign-in/email", ada);
    },
  },
  {
    name: "a user name",
    method: "username",
    prepare: async (world, browser) => {
      await known(world, { username: "ada" });
      return () => browser.post("/sign-in/username", { username: "ada", password: ada.password });
    },
  },
  {
    name: "a magic link",
    method: "magic-link",
    signsUp: true,
    prepare: async (_, browser) => {
      await browser.post("/sign-in/magic-link", { email: "mia@example.com" });
      return () => browser.get(`/magic-link/verify?token=${sent.link}`);
    },
  },
  {
    name: "a code by e-mail",
    method: "email-otp",
    signsUp: true,
    prepare: async (_, browser) => {
      await browser.post("/email-otp/send-verification-otp", { email: "otto@example.com", type: "sign-in" });
      return () => browser.post("/sign-in/email-otp", { email: "otto@example.com", otp: sent.otp });
    },
  },
  {
    name: "anonymously",
    method: "anonymous",
    signsUp: true,
    prepare: async (_, browser) => () => browser.post("/sign-in/anonymous"),
  },
  {
    name: "a code by telephone",
    method: "phone-number",
    signsUp: true,
    prepare: async (_, browser) => {
      await browser.post("/phone-number/send-otp", { phoneNumber: "+4915112345678" });
      return () => browser.post("/phone-number/verify", { phoneNumber: "+4915112345678", code: sent.otp });
    },
  },
  {
    name: "a telephone number and password",
    method: "phone-number",
    prepare: async (world, browser) => {
      await known(world);
      const { adapter } = await world.auth.$context;
      const update = { phoneNumber: "+4915112345678", phoneNumberVerified: true };
      await adapter.update({ model: "user", where: [{ field: "email", value: ada.email }], update });
      return () => browser.post("/sign-in/phone-number", { phoneNumber: "+4915112345678", password: ada.password });
    },
  },
  {
    name: "an identity provider",
    method: "oauth",
    provider: "idp",
    signsUp: true,
    prepare: async (_, browser) => {
      const { body } = await browser.post("/sign-in/social", { provider: "idp", callbackURL: "/" });
      const state = new URL(body.url).searchParams.get("state");
      return () => browser.get(`/callback/idp?code=c&state=${state}`);
    },
  },
  {
    name: "an ID token",
    method: "oauth",
    provider: "google",
    signsUp: true,
    prepare: async (_, browser) => () =>
      browser.post("/sign-in/social", { provider: "google", idToken: { token: "the-id-token" } }),
  },
  {
    name: "One Tap",
    method: "oauth",
    provider: "google",
    signsUp: true,
    prepare: async (_, browser) => {
      const idToken = await googleIdToken();
      return () => browser.post("/one-tap/callback", { idToken });
    },
  },
  {
    name: "a passkey",
    method: "passkey",
    prepare: async (world, browser) => {
      await known(world);
      const { adapter } = await world.auth.$context;
      const authenticator = await makeAuthenticator();
      const [user] = await world.rows("user");
      const { credentialId: credentialID, publicKey } = authenticator;
      const device = { counter: 0, deviceType: "singleDevice", backedUp: false };
      const row = { userId: user?.id, credentialID, publicKey, ...device };
      await adapter.create({ model: "passkey", data: row as never });
      const { body } = await browser.get("/passkey/generate-authenticate-options");
      const response = await authenticator.assert(body.challenge, origin);
      return () => browser.post("/passkey/verify-authentication", { response });
    },
  },
  {
    name: "a wallet",
    method: "siwe",
    signsUp: true,
    prepare: async (_, browser) => {
      await browser.post("/siwe/nonce", {});
      const message = await siweMessage();
      return () => browser.post("/siwe/verify", { message, signature: "0x1" });
    },
  },
  {
    name: "another device",
    method: "device",
    prepare: async (world, browser) => {
      const own = await known(world);
      const { body } = await browser.post("/device/code", { client_id: "tv" });
      await own.get(`/device?user_code=${body.user_code}`);
      await own.post("/device/approve", { userCode: body.user_code });
      const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
      return () => browser.post("/device/token", { grant_type, device_code: body.device_code, client_id: "tv" });
    },
  },
  {
    name: "verifying an address",
    method: "email-verification",
    prepare: async (world, browser) => {
      await known(world);
      await browser.post("/send-verification-email", { email: ada.email });
      return () => browser.get(`/verify-email?token=${sent.link}`);
    },
  },
];

export function defineSignInWays(open: OpenDatabase): void {
  describe.each(ways)("signing in by $name", ({ method, provider, signsUp = false, prepare }) => {
    const start = async () => {
      const world = await setUp(await open(), { auth, plugins: plugins() });
      const browser = world.browser();
      const act = await prepare(world, browser);
      await world.engine.close();
      world.asked.length = 0;
      const before = (await world.rows("session")).length;
      return { world, browser, act, before };
    };
    const way = { method, ...(provider && { provider }) };

    test("asks before_signin once, and tells after_signin once", async () => {
      const { world, act, before } = await start();
      const answer = await act();
      expect(answer.status).toBeLessThan(400);
      expect(await world.rows("session")).toHaveLength(before + 1);
      expect((await world.triggers()).sort()).toEqual(
        [...(signsUp ? ["after_signup", "before_signup"] : []), "after_signin", "before_signin"].sort(),
      );
      const [user] = await world.rows("user");
      expect(await world.contexts("before_signin")).toMatchObject([{ ...way, stage: "first", user: { id: user?.id } }]);
      expect(await world.contexts("after_signin")).toMatchObject([{ ...way, isSignup: signsUp }]);
      if (signsUp) expect(await world.contexts("before_signup")).toMatchObject([way]);
      expect(JSON.stringify(world.asked)).not.toMatch(/the-idp-token|the-id-token|never shown|correct horse/);
    });

    test("does not succeed when before_signin denies", async () => {
      const { world, browser, act, before } = await start();
      await world.publish("before_signin", deny);
      const answer = await act();
      expect(await world.rows("session")).toHaveLength(before);
      expect(browser.isSignedIn).toBe(false);
      const told = JSON.stringify(answer.body) + String(answer.location);
      expect(told).toMatch(/not_today/);
      expect(await world.contexts("before_signin")).toHaveLength(1);
    });

    if (!signsUp) return;
    test("creates no user when before_signup denies", async () => {
      const { world, browser, act } = await start();
      await world.publish("before_signup", deny);
      const answer = await act();
      expect(await world.rows("user")).toEqual([]);
      expect(browser.isSignedIn).toBe(false);
      expect(JSON.stringify(answer.body) + String(answer.location)).toMatch(/not_today/);
    });
  });

  describe("two-factor sign-in", () => {
    /** Ada, whose sign-in takes two steps. */
    const enrolled = async () => {
      const world = await setUp(await open(), { auth, plugins: plugins() });
      const own = await signedUp(world);
      const { body } = await own.post("/two-factor/enable", { password: ada.password });
      const encoded = new URL(body.totpURI).searchParams.get("secret") ?? "";
      const code = () => createOTP(base32(encoded)).totp();
      expect((await own.post("/two-factor/verify-totp", { code: await code() })).status).toBe(200);
      return { world, code, backupCodes: body.backupCodes as string[] };
    };

    test("enrolling is no sign-in", async () => {
      const { world } = await enrolled();
      expect(await world.triggers()).toEqual([]);
    });

    test("asks before_signin at each step, and tells after_signin at the second", async () => {
      const { world, code } = await enrolled();
      const browser = world.browser();
      expect((await browser.post("/sign-in/email", ada)).body).toMatchObject({ twoFactorRedirect: true });
      expect(await world.triggers()).toEqual(["before_signin"]);
      expect((await browser.post("/two-factor/verify-totp", { code: await code() })).status).toBe(200);
      expect(await world.triggers()).toEqual(["before_signin", "before_signin", "after_signin"]);
      expect(world.asked).toMatchObject([
        { context: { stage: "first", method: "email-password", user: { twoFactorEnabled: true } } },
        { context: { stage: "second", method: "two-factor" } },
        { context: { method: "two-factor", isSignup: false } },
      ]);
    });

    test("a deny at the second step leaves nobody signed in", async () => {
      const { world, backupCodes } = await enrolled();
      const browser = world.browser();
      await world.publish("before_signin", `if context.stage == "second" then ${deny} end`);
      await browser.post("/sign-in/email", ada);
      const sessions = (await world.rows("session")).length;
      const answer = await browser.post("/two-factor/verify-backup-code", { code: backupCodes[0] });
      expect(answer).toMatchObject({ status: 403, body: { code: "not_today" } });
      expect(browser.isSignedIn).toBe(false);
      expect(await world.rows("session")).toHaveLength(sessions);
    });
  });

  test("a token that hands a session on signs nobody in", async () => {
    const world = await setUp(await open(), { auth, plugins: plugins() });
    const browser = await signedUp(world);
    const { body } = await browser.get("/one-time-token/generate");
    expect((await world.browser().post("/one-time-token/verify", { token: body.token })).status).toBe(200);
    expect(await world.triggers()).toEqual([]);
  });
}

/** RFC 4648, section 6, as text: the secret of an otpauth URI. */
function base32(text: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const digits = [...text.replaceAll("=", "")].map((each) => alphabet.indexOf(each).toString(2).padStart(5, "0"));
  const bytes = digits.join("").match(/.{8}/g) ?? [];
  return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("");
}
