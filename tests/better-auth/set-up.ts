import { apiKey } from "@better-auth/api-key";
import { oauthProvider } from "@better-auth/oauth-provider";
import { betterAuth, type BetterAuthOptions, type BetterAuthPlugin } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { jwt } from "better-auth/plugins";
import { createControl, createEngine, memoryStore, type Incident, type Trace, type TriggerName } from "sluice";
import { sluice, type HookEngine, type SluiceOptions } from "sluice/better-auth";
import { Browser } from "./browser.ts";

/** A fresh database, as better-auth takes it, and a way to look into it. */
export interface TestDatabase {
  readonly database: NonNullable<BetterAuthOptions["database"]>;
  readonly rows: (table: string) => Promise<Record<string, unknown>[]>;
}

/** Opens a database that no other test has seen. */
export type OpenDatabase = () => TestDatabase | Promise<TestDatabase>;

export const origin = "http://localhost:3000";

/** What a hook was asked with. */
export interface Asked {
  readonly trigger: TriggerName;
  readonly context: any;
}

export interface SetUpOptions {
  readonly auth?: Partial<BetterAuthOptions>;
  /** Between the plugins every test has and Sluice's. */
  readonly plugins?: readonly BetterAuthPlugin[];
  readonly sluice?: Partial<SluiceOptions>;
  readonly oauth?: Partial<Parameters<typeof oauthProvider>[0]>;
  readonly jwt?: Parameters<typeof jwt>[0];
  /** In place of a jwt plugin of its own. */
  readonly shared?: ReturnType<typeof jwt>;
}

export type World = Awaited<ReturnType<typeof setUp>>;

/** better-auth with the three plugins that hooks belong to, an engine, and all that hooks are asked with kept. */
export async function setUp({ database, rows }: TestDatabase, options: SetUpOptions = {}) {
  const store = memoryStore();
  const control = createControl({ store, actor: "tests" });
  const incidents: Incident[] = [];
  const engine = await createEngine({ store, onError: (incident) => void incidents.push(incident) });
  const asked: Asked[] = [];
  const auth = betterAuth({
    baseURL: origin,
    basePath: "/api/auth",
    secret: "tests-only-tests-only-tests-only-tests",
    database,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    ...options.auth,
    emailAndPassword: { enabled: true, password: quickHash, ...options.auth?.emailAndPassword },
    advanced: { disableOriginCheck: false, ...options.auth?.advanced },
    plugins: [
      options.shared ?? jwt({ disableSettingJwtHeader: true, ...options.jwt }),
      apiKey({ enableSessionForAPIKeys: true, enableMetadata: true, rateLimit: { enabled: false } }),
      oauthProvider({
        loginPage: "/login",
        consentPage: "/consent",
        allowDynamicClientRegistration: true,
        silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
        ...options.oauth,
      }) as unknown as BetterAuthPlugin,
      ...(options.plugins ?? []),
      sluice({ engine: recording(engine, asked), traces: control.traces, ...options.sluice }),
    ],
  });
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();

  return {
    auth,
    /** What the server itself can call; typed as little as the plugins are. */
    api: auth.api as unknown as Record<string, (input?: object) => Promise<any>>,
    engine,
    control,
    incidents,
    asked,
    rows,
    browser: () => new Browser((request) => auth.handler(request)),
    /** The contexts of one trigger, once everything in the background is done. */
    contexts: async (trigger: TriggerName): Promise<any[]> => {
      await engine.close();
      return asked.filter((each) => each.trigger === trigger).map(({ context }) => context);
    },
    triggers: async (): Promise<TriggerName[]> => {
      await engine.close();
      return asked.map(({ trigger }) => trigger);
    },
    /** Publishes one script for a trigger. */
    publish: async (trigger: TriggerName, code: string, more: { onError?: "block" | "allow" } = {}): Promise<void> => {
      const id = trigger.replaceAll("_", "-");
      await control.scripts.save({ id, name: id, code });
      await control.pipelines.publish({ trigger, layers: [[id]], ...more }, { override: true });
    },
    traces: async (trigger: TriggerName): Promise<Trace[]> => {
      await engine.close();
      const { traces } = await control.traces.list({ trigger });
      const found = await Promise.all(traces.map(({ id }) => control.traces.get(id)));
      return found.filter((trace) => trace !== null);
    },
  };
}

/** Tests sign up and in by the hundred: what a password's hash costs is not what they are about. */
const quickHash = {
  hash: async (password: string) => `hash of ${password.length}: ${[...password].reverse().join("")}`,
  verify: async ({ hash, password }: { hash: string; password: string }) => hash === (await quickHash.hash(password)),
};

/** `engine`, with what it is asked kept in `asked`. */
function recording(engine: HookEngine, asked: Asked[]): HookEngine {
  const keep = (trigger: TriggerName, context: object) => {
    asked.push({ trigger, context: JSON.parse(JSON.stringify(context)) });
    return context;
  };
  return {
    run: (trigger, context, meta) => engine.run(trigger, keep(trigger, context), meta),
    dispatch: (trigger, make, meta) => engine.dispatch(trigger, async () => keep(trigger, await make()), meta),
    fail: (trigger, error, meta) => engine.fail(trigger, error, meta),
  };
}

/** Scripts that every hook can run. */
export const allow = `return { data = { seen = true } }`;
export const deny = `return { allowed = false, error = "Not today.", code = "not_today" }`;
export const fail = `error("the script is broken")`;

export const ada = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
