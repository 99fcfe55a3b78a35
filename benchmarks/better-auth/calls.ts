import { apiKey } from "@better-auth/api-key";
import { betterAuth, type BetterAuthPlugin } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { jwt } from "better-auth/plugins";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { createControl, createEngine, memoryStore, type TriggerName } from "sluice";
import { sluice } from "sluice/better-auth";

/** What stands beside better-auth: nothing, the plugin with nothing published, or with a script at every hook. */
export const variants = ["without", "plugin", "scripts"] as const;
export type Variant = (typeof variants)[number];

/** The calls that are timed, each with the hooks on its way. */
export const calls = {
  "sign-up": "before_signup, after_signup, after_signin",
  "sign-in": "before_signin, after_signin",
  "sign-in, scrypt": "the same, with better-auth's own hash of passwords",
  "sign-out": "before_signout",
  token: "token_build",
  "verify key": "apikey_before_exchange, apikey_after_exchange",
} as const;
export type CallName = keyof typeof calls;

/** One better-auth, ready for every call. `make` does what comes before and resolves to the call that is timed. */
export interface Subject {
  readonly make: (call: CallName) => Promise<() => Promise<unknown>>;
  /** Waits for everything in the background. */
  readonly settle: () => Promise<void>;
}

const script = `return { data = { seen = context.trigger } }`;
const triggers: readonly TriggerName[] = [
  "before_signup",
  "after_signup",
  "before_signin",
  "after_signin",
  "before_signout",
  "token_build",
  "apikey_before_exchange",
  "apikey_after_exchange",
];

/** Hashing a password takes a hundred times as long as a hook, which would not be seen beside it. */
const noHash = {
  hash: async (text: string) => text,
  verify: async ({ hash, password }: { hash: string; password: string }) => hash === password,
};

export async function open(variant: Variant): Promise<Subject> {
  const store = memoryStore();
  if (variant === "scripts") await publish(store);
  const engine = await createEngine({ store });
  const added = variant === "without" ? [] : [sluice({ engine })];
  const quick = await openAuth(added, { password: noHash });
  const hashing = await openAuth(variant === "without" ? [] : [sluice({ engine })], {});
  let users = 0;

  const signUp = async (auth: Auth) => {
    const body = { name: "Ada", email: `ada${++users}@example.com`, password: "correct horse battery" };
    const { headers } = await post(auth, "/sign-up/email", body);
    const cookie = headers.getSetCookie().map((each) => each.split(";", 1)[0]).join("; ");
    return { body, cookie };
  };
  const known = { quick: await signUp(quick), hashing: await signUp(hashing) };
  const [user] = quick.users();
  const body = { userId: user.id, name: "bench", rateLimitEnabled: false };
  const { key } = await quick.auth.api.createApiKey({ body });

  const make = async (call: CallName): Promise<() => Promise<unknown>> => {
    switch (call) {
      case "sign-up": {
        const body = { name: "Ada", email: `ada${++users}@example.com`, password: "correct horse battery" };
        return () => post(quick, "/sign-up/email", body);
      }
      case "sign-in":
        return () => post(quick, "/sign-in/email", known.quick.body);
      case "sign-in, scrypt":
        return () => post(hashing, "/sign-in/email", known.hashing.body);
      case "sign-out": {
        const { cookie } = await signUp(quick);
        return () => post(quick, "/sign-out", {}, cookie);
      }
      case "token":
        return () => ask(quick, "/token", { headers: { cookie: known.quick.cookie } });
      case "verify key":
        return () => quick.auth.api.verifyApiKey({ body: { key } });
    }
  };
  // Not with close, which also lets the instance go.
  const settle = async () => {
    while (engine.stats().pending > 0) await setImmediate();
  };
  return { make, settle };
}

type Auth = Awaited<ReturnType<typeof openAuth>>;

async function openAuth(added: readonly BetterAuthPlugin[], emailAndPassword: object) {
  const database = new DatabaseSync(":memory:");
  const auth = betterAuth({
    baseURL: "http://localhost:3000",
    secret: "benchmarks-only-benchmarks-only-0000",
    database,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, ...emailAndPassword },
    plugins: [jwt({ disableSettingJwtHeader: true }), apiKey({ rateLimit: { enabled: false } }), ...added],
  });
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  return { auth, users: () => database.prepare(`select id from "user"`).all() as [{ id: string }] };
}

async function publish(store: ReturnType<typeof memoryStore>): Promise<void> {
  const control = createControl({ store, actor: "benchmark" });
  await control.scripts.save({ id: "seen", name: "Seen", code: script });
  for (const trigger of triggers) await control.pipelines.publish({ trigger, layers: [["seen"]] }, { override: true });
}

function post(auth: Auth, path: string, body: object, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", ...(cookie && { cookie }) };
  return ask(auth, path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** An answer that is no success measures something else. */
async function ask({ auth }: Auth, path: string, init: RequestInit): Promise<Response> {
  const headers = { origin: "http://localhost:3000", "x-forwarded-for": "203.0.113.7", ...init.headers };
  const response = await auth.handler(new Request(`http://localhost:3000/api/auth${path}`, { ...init, headers }));
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response;
}
