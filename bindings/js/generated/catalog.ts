// Generated from core/catalog by scripts/generate.mjs; do not edit.

export type Mode = "blocking" | "enrichment" | "async";

export type TriggerName =
  | "before_signup"
  | "after_signup"
  | "before_signin"
  | "after_signin"
  | "before_signout"
  | "token_build"
  | "apikey_before_create"
  | "apikey_after_create"
  | "apikey_before_exchange"
  | "apikey_after_exchange"
  | "apikey_before_revoke"
  | "client_before_register"
  | "client_after_register"
  | "client_before_authorize"
  | "client_after_authorize"
  | "client_access_change";

export type ErrorCode =
  | "syntax_error"
  | "runtime_error"
  | "invalid_result"
  | "limit_size"
  | "limit_instructions"
  | "limit_memory"
  | "limit_time"
  | "limit_output"
  | "limit_fetch"
  | "fetch_denied"
  | "fetch_failed"
  | "secret_bound"
  | "helper_error"
  | "script_missing"
  | "engine_crash"
  | "plan_invalid"
  | "store_unavailable"
  | "queue_timeout"
  | "engine_busy"
  | "unknown_trigger"
  | "invalid_context"
  | "invalid_plan"
  | "invalid_options"
  | "no_store"
  | "not_found"
  | "conflict"
  | "dry_run_failed"
  | "not_replayable";

export type LimitName =
  | "scriptBytes"
  | "instructions"
  | "memoryBytes"
  | "totalMemoryBytes"
  | "scriptMs"
  | "executionMs"
  | "fetchMs"
  | "fetchBytes"
  | "fetchRedirects"
  | "fetchesPerScript"
  | "fetchesPerExecution"
  | "fetchesInFlight"
  | "layers"
  | "scriptsPerLayer"
  | "concurrentVms"
  | "queueLength"
  | "queueMs"
  | "contextBytes"
  | "contextDepth"
  | "resultBytes"
  | "resultDepth"
  | "resultNodes"
  | "logLinesPerScript"
  | "logBytesPerScript"
  | "logLinesPerExecution"
  | "spanDepth"
  | "spansPerScript"
  | "spanAttributeBytes"
  | "snapshotBytes"
  | "traceBytes"
  | "errorTextBytes";

/** A value for each limit. */
export type Limits = Readonly<Record<LimitName, number>>;

/** A group of hooks, as the pipeline view shows them. */
export interface LaneInfo {
  readonly id: string;
  readonly title: string;
}

/** A member of a context; `type` is a type or a shape's name, as in "map of string[]" or "User". */
export interface FieldInfo {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** What an enum allows; else empty. */
  readonly values: readonly string[];
  /** How traces show the value: as it is (null), not at all, or as a shortened e-mail address. */
  readonly mask: "hide" | "email" | null;
  /** Keys of a map that are masked differently from its other keys. */
  readonly keys: readonly { readonly name: string; readonly mask: "hide" | "email" | null }[];
  readonly doc: string;
}

export interface ShapeInfo {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly FieldInfo[];
}

export interface HookInfo {
  readonly name: TriggerName;
  readonly mode: Mode;
  readonly group: string;
  readonly lane: string;
  /** Place in the lane, from 1. */
  readonly order: number;
  readonly title: string;
  readonly when: string;
  /** What end users read when a script failed under `onError: "block"`; null for async hooks. */
  readonly failureText: string | null;
  readonly context: readonly FieldInfo[];
}

export interface LimitInfo {
  readonly name: LimitName;
  readonly unit: "bytes" | "count" | "ms" | "instructions" | "levels" | "lines";
  readonly scope: string;
  readonly default: number;
  /** The most a deployment may raise it to. */
  readonly ceiling: number;
  /** Whether a plan may lower it. */
  readonly plan: boolean;
  /** The code when it is hit; null when the work waits or is cut instead. */
  readonly error: ErrorCode | null;
  readonly doc: string;
}

export interface ErrorInfo {
  readonly code: ErrorCode;
  /** Whose fault it is: the script's, the service's or the caller's. */
  readonly group: "script" | "service" | "caller";
  /** Who can put it right. */
  readonly who: string;
  readonly meaning: string;
  readonly remedy: string;
  /** What the HTTP API answers; null where it answers 200 with the outcome. */
  readonly httpStatus: number | null;
}

export interface ParamInfo {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly variadic: boolean;
  /** The strings it may be; empty when any will do. */
  readonly values: readonly string[];
  readonly default: string | number | null;
  readonly doc: string;
}

export interface HelperShapeInfo {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly ParamInfo[];
}

export interface HelperInfo {
  readonly name: string;
  /** Local helpers answer at once, the host performs the others; values are plain members. */
  readonly kind: "local" | "host" | "value";
  readonly doc: string;
  readonly params: readonly ParamInfo[];
  /** What it gives back or, for a value, what it is; null for nothing. */
  readonly returns: {
    readonly type: string;
    readonly optional: boolean;
    readonly variadic: boolean;
    readonly doc: string;
  } | null;
  readonly raises: readonly ErrorCode[];
  readonly example: string;
}

// Contexts take further fields, which reach the scripts. They are `any`, because a caller's object of an interface
// type fits no index signature of `unknown`.

/** The HTTP request behind the trigger. */
export interface RequestInfo {
  /** Address of the client, IPv4 or IPv6. */
  readonly ip?: string | null | undefined;
  /** The user-agent header. */
  readonly userAgent?: string | null | undefined;
  /** The origin header. */
  readonly origin?: string | null | undefined;
  /** ISO 3166 two-letter code of the country the address belongs to. */
  readonly country?: string | null | undefined;
  /** Further headers, names in lower case. */
  readonly headers?: Readonly<Record<string, unknown>> | null | undefined;
  /** The route, as in /sign-in/email; placeholders stay. */
  readonly path?: string | null | undefined;
  /** The HTTP method. */
  readonly method?: string | null | undefined;
  /** Whether it came over HTTP, rather than as a call of the server itself. */
  readonly viaHttp?: boolean | null | undefined;
  readonly [further: string]: any;
}

/** The user the trigger is about. */
export interface User {
  /** The user's id. */
  readonly id: string;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Display name. */
  readonly name?: string | null | undefined;
  /** Role in the application. */
  readonly role?: string | null | undefined;
  /** Whether the address was shown to be the user's. */
  readonly emailVerified?: boolean | null | undefined;
  /** Whether signing in takes a second factor. */
  readonly twoFactorEnabled?: boolean | null | undefined;
  /** Whether the user signed in without telling who they are. */
  readonly isAnonymous?: boolean | null | undefined;
  /** Whether an administrator has shut the user out. */
  readonly banned?: boolean | null | undefined;
  /** Name the user signs in with. */
  readonly username?: string | null | undefined;
  /** Telephone number. */
  readonly phoneNumber?: string | null | undefined;
  /** When the user signed up. */
  readonly createdAt?: string | number | Date | null | undefined;
  readonly [further: string]: any;
}

/** The session the trigger is about. */
export interface Session {
  /** The session's id. */
  readonly id: string;
  /** Id of the user it belongs to. */
  readonly userId: string;
  /** When it ends. */
  readonly expiresAt?: string | number | Date | null | undefined;
  /** When it began. */
  readonly createdAt?: string | number | Date | null | undefined;
  /** Id of the organization the user works for in it. */
  readonly activeOrganizationId?: string | null | undefined;
  /** Id of the administrator who acts as the user. */
  readonly impersonatedBy?: string | null | undefined;
  readonly [further: string]: any;
}

/** Who acts: the signed-in user behind the request. */
export interface Actor {
  /** The user's id. */
  readonly id: string;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Role in the application. */
  readonly role?: string | null | undefined;
  readonly [further: string]: any;
}

/** The organization a user works for in a session. */
export interface Organization {
  /** The organization's id. */
  readonly id: string;
  /** The user's role in it; absent for one who is no member. */
  readonly role?: string | null | undefined;
  readonly [further: string]: any;
}

/** An API key's record, without the key itself. */
export interface ApiKey {
  /** The record's id. */
  readonly id: string;
  /** Name its owner gave it. */
  readonly name?: string | null | undefined;
  /** Id of the user it belongs to. */
  readonly userId: string;
  /** Actions it may take, by resource. */
  readonly permissions?: Readonly<Record<string, readonly string[]>> | null | undefined;
  /** What the key begins with, as its owner chose it. */
  readonly prefix?: string | null | undefined;
  /** Its first characters, kept to tell keys apart. */
  readonly start?: string | null | undefined;
  /** Whether it can be used. */
  readonly enabled?: boolean | null | undefined;
  /** When it was created. */
  readonly createdAt?: string | number | Date | null | undefined;
  /** When it ends. */
  readonly expiresAt?: string | number | Date | null | undefined;
  /** How often it was used within its rate limit's window. */
  readonly requestCount?: number | null | undefined;
  /** How often it can still be used. */
  readonly remaining?: number | null | undefined;
  /** Which configuration of keys it belongs to. */
  readonly configId?: string | null | undefined;
  /** What its owner keeps with it. */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
  readonly [further: string]: any;
}

/** A registered OAuth client. */
export interface Client {
  /** The client's id. */
  readonly clientId: string;
  /** Name shown to users. */
  readonly name?: string | null | undefined;
  /** Whether it can keep a secret. */
  readonly type?: "public" | "confidential" | null | undefined;
  /** Where it may send users back to. */
  readonly redirectUris?: readonly string[] | null | undefined;
  /** The scopes it may ask for. */
  readonly scopes?: readonly string[] | null | undefined;
  /** The grants it may use. */
  readonly grantTypes?: readonly string[] | null | undefined;
  /** Whether users are not asked, because the application trusts it. */
  readonly skipConsent?: boolean | null | undefined;
  /** Whether it is switched off. */
  readonly disabled?: boolean | null | undefined;
  /** Id of the user who registered it. */
  readonly userId?: string | null | undefined;
  readonly [further: string]: any;
}

/** What a user granted to a client. */
export interface Grant {
  /** The granted scopes. */
  readonly scopes: readonly string[];
  readonly [further: string]: any;
}

/** What a trigger's context holds; null stands for an absent field. */
export interface HookContexts {
  /** Before the user is inserted; a deny aborts the sign-up. */
  readonly before_signup: {
    /** Address the user signs up with. */
    readonly email: string;
    /** Name the user gave. */
    readonly name?: string | null | undefined;
    /** The sign-up request. */
    readonly request?: RequestInfo | null | undefined;
    /** Whether the address was already shown to be the user's. */
    readonly emailVerified?: boolean | null | undefined;
    /** The way of signing up: email-password, magic-link, email-otp, phone-number, anonymous, oauth, siwe, admin, or a plugin's own. */
    readonly method?: string | null | undefined;
    /** Id of the identity provider, for the method oauth. */
    readonly provider?: string | null | undefined;
    /** What the identity provider says of the user, as it says it. */
    readonly profile?: Readonly<Record<string, unknown>> | null | undefined;
    /** In how many known breaches the password was found, where the host counts them. */
    readonly passwordBreaches?: number | null | undefined;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    readonly [further: string]: any;
  };
  /** Once the user exists; welcome mail, CRM sync. */
  readonly after_signup: {
    /** The new user. */
    readonly user: User;
    /** The sign-up request. */
    readonly request?: RequestInfo | null | undefined;
    /** The way of signing up: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own. */
    readonly method?: string | null | undefined;
    /** Id of the identity provider, for the method oauth. */
    readonly provider?: string | null | undefined;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    readonly [further: string]: any;
  };
  /** Before the session is created; bans, lockout, maintenance. */
  readonly before_signin: {
    /** Address the user signs in with; absent for ways of signing in that have none. */
    readonly email?: string | null | undefined;
    /** The sign-in request. */
    readonly request?: RequestInfo | null | undefined;
    /** Who signs in; absent at the stage attempt. */
    readonly user?: User | null | undefined;
    /** What was typed to say who signs in, at the stage attempt: an address, a user name or a telephone number. */
    readonly login?: string | null | undefined;
    /** The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own. */
    readonly method?: string | null | undefined;
    /** Id of the identity provider, for the method oauth. */
    readonly provider?: string | null | undefined;
    /** attempt: before credentials are looked at; first: they were right; second: a second factor was given. */
    readonly stage?: "attempt" | "first" | "second" | null | undefined;
    readonly [further: string]: any;
  };
  /** Once the session exists; audit, last seen. */
  readonly after_signin: {
    /** Who signed in. */
    readonly user: User;
    /** The new session. */
    readonly session: Session;
    /** The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own. */
    readonly method?: string | null | undefined;
    /** Id of the identity provider, for the method oauth. */
    readonly provider?: string | null | undefined;
    /** Whether the user was created by the same request. */
    readonly isSignup?: boolean | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Before a session ends; a deny keeps it. */
  readonly before_signout: {
    /** Who signs out. */
    readonly user: User;
    /** The session about to end. */
    readonly session: Session;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** While a token is built; data becomes extra claims, a deny aborts the token. */
  readonly token_build: {
    /** Whom the token is for; absent for tokens of a client itself. */
    readonly user?: User | null | undefined;
    /** The claims so far. */
    readonly token: Readonly<Record<string, unknown>>;
    /** What is built. */
    readonly kind?: "session_jwt" | "access_token" | "id_token" | "userinfo" | null | undefined;
    /** The session the token is for. */
    readonly session?: Session | null | undefined;
    /** The OAuth client the token is for. */
    readonly client?: Client | null | undefined;
    /** The scopes of the token. */
    readonly scopes?: readonly string[] | null | undefined;
    /** The resources it is meant for. */
    readonly resources?: readonly string[] | null | undefined;
    /** How the client asked for it; absent when an opaque token is looked at. */
    readonly grantType?: string | null | undefined;
    /** The organization the user works for. */
    readonly organization?: Organization | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Before a key is created; quotas, naming rules. */
  readonly apikey_before_create: {
    /** Id of the user who wants the key. */
    readonly userId: string;
    /** Name for the key. */
    readonly name?: string | null | undefined;
    /** Actions the key shall be able to take, by resource. */
    readonly permissions?: Readonly<Record<string, readonly string[]>> | null | undefined;
    /** What the key shall begin with. */
    readonly prefix?: string | null | undefined;
    /** For how many seconds it shall be valid; absent for no end or the default. */
    readonly expiresIn?: number | null | undefined;
    /** What its owner wants to keep with it. */
    readonly metadata?: Readonly<Record<string, unknown>> | null | undefined;
    /** Which configuration of keys it shall belong to. */
    readonly configId?: string | null | undefined;
    /** Id of the organization it shall belong to. */
    readonly organizationId?: string | null | undefined;
    /** How many keys its owner has already. */
    readonly keyCount?: number | null | undefined;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Once the key exists; notices to security. */
  readonly apikey_after_create: {
    /** The new key's record. */
    readonly apikey: ApiKey;
    /** Id of the user who created it. */
    readonly userId: string;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** When a valid key is presented; origin checks. */
  readonly apikey_before_exchange: {
    /** The presented key's record. */
    readonly apikey: ApiKey;
    /** The request that presents it. */
    readonly request?: RequestInfo | null | undefined;
    /** verify: the server asked whether a key is valid; session: a request was made with it. */
    readonly via?: "verify" | "session" | null | undefined;
    readonly [further: string]: any;
  };
  /** Once a key was accepted; usage log. */
  readonly apikey_after_exchange: {
    /** The accepted key's record. */
    readonly apikey: ApiKey;
    /** verify: the server asked whether a key is valid; session: a request was made with it. */
    readonly via?: "verify" | "session" | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Before a key is revoked; a deny keeps it. */
  readonly apikey_before_revoke: {
    /** The key's record. */
    readonly apikey: ApiKey;
    /** Whether it shall be deleted or switched off. */
    readonly action?: "delete" | "disable" | null | undefined;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Before an OAuth client is registered; metadata checks. */
  readonly client_before_register: {
    /** Name for the client. */
    readonly name?: string | null | undefined;
    /** Whether the client can keep a secret. */
    readonly type?: "public" | "confidential" | null | undefined;
    /** Where the client wants to send users back to. */
    readonly redirectUris: readonly string[];
    /** The scopes it wants to ask for. */
    readonly scopes?: readonly string[] | null | undefined;
    /** The grants it wants to use. */
    readonly grantTypes?: readonly string[] | null | undefined;
    /** How it wants to authenticate, as in client_secret_basic. */
    readonly authMethod?: string | null | undefined;
    /** Whether it registers itself, over the open endpoint. */
    readonly dynamic?: boolean | null | undefined;
    /** Whether it is new or an existing one shall change. */
    readonly action?: "register" | "update" | null | undefined;
    /** What is to be changed, as it is now. */
    readonly client?: Client | null | undefined;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Once the client exists; internal notice. */
  readonly client_after_register: {
    /** The new client. */
    readonly client: Client;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** While a user authorizes a client; scopes and who may use it. */
  readonly client_before_authorize: {
    /** Who authorizes the client. */
    readonly user: User;
    /** The client that asks. */
    readonly client: Client;
    /** The scopes it asks for. */
    readonly scopes: readonly string[];
    /** Where the user shall be sent back to. */
    readonly redirectUri?: string | null | undefined;
    /** What the client wants the user to be asked. */
    readonly prompt?: string | null | undefined;
    /** authorize: the client asks; consent: the user has agreed. */
    readonly stage?: "authorize" | "consent" | null | undefined;
    /** The user's session. */
    readonly session?: Session | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Once consent is recorded; audit. */
  readonly client_after_authorize: {
    /** Who authorized the client. */
    readonly user: User;
    /** The authorized client. */
    readonly client: Client;
    /** What was granted. */
    readonly grant: Grant;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
  /** Once a user's access to a client was granted, changed or revoked. */
  readonly client_access_change: {
    /** Whose access changed; absent when the client's own did. */
    readonly user?: User | null | undefined;
    /** The client. */
    readonly client: Client;
    /** What happened. */
    readonly action: "grant" | "update" | "revoke";
    /** What changed it. */
    readonly via?: "consent" | "update_consent" | "delete_consent" | "revoke_token" | "delete_client" | null | undefined;
    /** The scopes the client has now; before, for a revocation. */
    readonly scopes?: readonly string[] | null | undefined;
    /** Who acts, when somebody is signed in. */
    readonly actor?: Actor | null | undefined;
    /** The request that led here. */
    readonly request?: RequestInfo | null | undefined;
    readonly [further: string]: any;
  };
}

/** What a deny says that gave no text of its own. */
export const denyText = "The request was denied.";

/** What end users read when a script of a custom hook failed under `onError: "block"`. */
export const customFailureText = "The request could not be completed.";

export const lanes = [
  { id: "signup", title: "Sign-up" },
  { id: "signin", title: "Sign-in" },
  { id: "session", title: "Sign-out and tokens" },
  { id: "apikey", title: "API keys" },
  { id: "oauth", title: "OAuth clients" },
] as const satisfies readonly LaneInfo[];

export const shapes = [
  {
    name: "RequestInfo",
    doc: "The HTTP request behind the trigger.",
    fields: [
      {
        name: "ip",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Address of the client, IPv4 or IPv6.",
      },
      {
        name: "userAgent",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The user-agent header.",
      },
      { name: "origin", type: "string", optional: true, values: [], mask: null, keys: [], doc: "The origin header." },
      {
        name: "country",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "ISO 3166 two-letter code of the country the address belongs to.",
      },
      {
        name: "headers",
        type: "map",
        optional: true,
        values: [],
        mask: "hide",
        keys: [
          { name: "accept", mask: null },
          { name: "accept-language", mask: null },
          { name: "content-length", mask: null },
          { name: "content-type", mask: null },
          { name: "host", mask: null },
          { name: "origin", mask: null },
          { name: "user-agent", mask: null },
        ],
        doc: "Further headers, names in lower case.",
      },
      {
        name: "path",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The route, as in /sign-in/email; placeholders stay.",
      },
      { name: "method", type: "string", optional: true, values: [], mask: null, keys: [], doc: "The HTTP method." },
      {
        name: "viaHttp",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether it came over HTTP, rather than as a call of the server itself.",
      },
    ],
  },
  {
    name: "User",
    doc: "The user the trigger is about.",
    fields: [
      { name: "id", type: "string", optional: false, values: [], mask: null, keys: [], doc: "The user's id." },
      { name: "email", type: "string", optional: true, values: [], mask: "email", keys: [], doc: "E-mail address." },
      { name: "name", type: "string", optional: true, values: [], mask: "hide", keys: [], doc: "Display name." },
      {
        name: "role",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Role in the application.",
      },
      {
        name: "emailVerified",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether the address was shown to be the user's.",
      },
      {
        name: "twoFactorEnabled",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether signing in takes a second factor.",
      },
      {
        name: "isAnonymous",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether the user signed in without telling who they are.",
      },
      {
        name: "banned",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether an administrator has shut the user out.",
      },
      {
        name: "username",
        type: "string",
        optional: true,
        values: [],
        mask: "hide",
        keys: [],
        doc: "Name the user signs in with.",
      },
      {
        name: "phoneNumber",
        type: "string",
        optional: true,
        values: [],
        mask: "hide",
        keys: [],
        doc: "Telephone number.",
      },
      {
        name: "createdAt",
        type: "date",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "When the user signed up.",
      },
    ],
  },
  {
    name: "Session",
    doc: "The session the trigger is about.",
    fields: [
      { name: "id", type: "string", optional: false, values: [], mask: "hide", keys: [], doc: "The session's id." },
      {
        name: "userId",
        type: "string",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the user it belongs to.",
      },
      { name: "expiresAt", type: "date", optional: true, values: [], mask: null, keys: [], doc: "When it ends." },
      { name: "createdAt", type: "date", optional: true, values: [], mask: null, keys: [], doc: "When it began." },
      {
        name: "activeOrganizationId",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the organization the user works for in it.",
      },
      {
        name: "impersonatedBy",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the administrator who acts as the user.",
      },
    ],
  },
  {
    name: "Actor",
    doc: "Who acts: the signed-in user behind the request.",
    fields: [
      { name: "id", type: "string", optional: false, values: [], mask: null, keys: [], doc: "The user's id." },
      { name: "email", type: "string", optional: true, values: [], mask: "email", keys: [], doc: "E-mail address." },
      {
        name: "role",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Role in the application.",
      },
    ],
  },
  {
    name: "Organization",
    doc: "The organization a user works for in a session.",
    fields: [
      { name: "id", type: "string", optional: false, values: [], mask: null, keys: [], doc: "The organization's id." },
      {
        name: "role",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The user's role in it; absent for one who is no member.",
      },
    ],
  },
  {
    name: "ApiKey",
    doc: "An API key's record, without the key itself.",
    fields: [
      { name: "id", type: "string", optional: false, values: [], mask: null, keys: [], doc: "The record's id." },
      {
        name: "name",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Name its owner gave it.",
      },
      {
        name: "userId",
        type: "string",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the user it belongs to.",
      },
      {
        name: "permissions",
        type: "map of string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Actions it may take, by resource.",
      },
      {
        name: "prefix",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "What the key begins with, as its owner chose it.",
      },
      {
        name: "start",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Its first characters, kept to tell keys apart.",
      },
      {
        name: "enabled",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether it can be used.",
      },
      {
        name: "createdAt",
        type: "date",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "When it was created.",
      },
      { name: "expiresAt", type: "date", optional: true, values: [], mask: null, keys: [], doc: "When it ends." },
      {
        name: "requestCount",
        type: "number",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "How often it was used within its rate limit's window.",
      },
      {
        name: "remaining",
        type: "number",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "How often it can still be used.",
      },
      {
        name: "configId",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Which configuration of keys it belongs to.",
      },
      {
        name: "metadata",
        type: "map",
        optional: true,
        values: [],
        mask: "hide",
        keys: [],
        doc: "What its owner keeps with it.",
      },
    ],
  },
  {
    name: "Client",
    doc: "A registered OAuth client.",
    fields: [
      { name: "clientId", type: "string", optional: false, values: [], mask: null, keys: [], doc: "The client's id." },
      { name: "name", type: "string", optional: true, values: [], mask: null, keys: [], doc: "Name shown to users." },
      {
        name: "type",
        type: "enum",
        optional: true,
        values: ["public", "confidential"],
        mask: null,
        keys: [],
        doc: "Whether it can keep a secret.",
      },
      {
        name: "redirectUris",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Where it may send users back to.",
      },
      {
        name: "scopes",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The scopes it may ask for.",
      },
      {
        name: "grantTypes",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The grants it may use.",
      },
      {
        name: "skipConsent",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether users are not asked, because the application trusts it.",
      },
      {
        name: "disabled",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether it is switched off.",
      },
      {
        name: "userId",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the user who registered it.",
      },
    ],
  },
  {
    name: "Grant",
    doc: "What a user granted to a client.",
    fields: [
      {
        name: "scopes",
        type: "string[]",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The granted scopes.",
      },
    ],
  },
] as const satisfies readonly ShapeInfo[];

export const hooks = [
  {
    name: "before_signup",
    mode: "blocking",
    group: "auth",
    lane: "signup",
    order: 1,
    title: "Before sign-up",
    when: "Before the user is inserted; a deny aborts the sign-up.",
    failureText: "Sign-up isn't available right now.",
    context: [
      {
        name: "email",
        type: "email",
        optional: false,
        values: [],
        mask: "email",
        keys: [],
        doc: "Address the user signs up with.",
      },
      { name: "name", type: "string", optional: true, values: [], mask: "hide", keys: [], doc: "Name the user gave." },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The sign-up request.",
      },
      {
        name: "emailVerified",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether the address was already shown to be the user's.",
      },
      {
        name: "method",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The way of signing up: email-password, magic-link, email-otp, phone-number, anonymous, oauth, siwe, admin, or a plugin's own.",
      },
      {
        name: "provider",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the identity provider, for the method oauth.",
      },
      {
        name: "profile",
        type: "map",
        optional: true,
        values: [],
        mask: "hide",
        keys: [],
        doc: "What the identity provider says of the user, as it says it.",
      },
      {
        name: "passwordBreaches",
        type: "number",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "In how many known breaches the password was found, where the host counts them.",
      },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
    ],
  },
  {
    name: "after_signup",
    mode: "async",
    group: "auth",
    lane: "signup",
    order: 2,
    title: "After sign-up",
    when: "Once the user exists; welcome mail, CRM sync.",
    failureText: null,
    context: [
      { name: "user", type: "User", optional: false, values: [], mask: null, keys: [], doc: "The new user." },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The sign-up request.",
      },
      {
        name: "method",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The way of signing up: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.",
      },
      {
        name: "provider",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the identity provider, for the method oauth.",
      },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
    ],
  },
  {
    name: "before_signin",
    mode: "blocking",
    group: "auth",
    lane: "signin",
    order: 1,
    title: "Before sign-in",
    when: "Before the session is created; bans, lockout, maintenance.",
    failureText: "Sign-in isn't available right now.",
    context: [
      {
        name: "email",
        type: "email",
        optional: true,
        values: [],
        mask: "email",
        keys: [],
        doc: "Address the user signs in with; absent for ways of signing in that have none.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The sign-in request.",
      },
      {
        name: "user",
        type: "User",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who signs in; absent at the stage attempt.",
      },
      {
        name: "login",
        type: "string",
        optional: true,
        values: [],
        mask: "hide",
        keys: [],
        doc: "What was typed to say who signs in, at the stage attempt: an address, a user name or a telephone number.",
      },
      {
        name: "method",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.",
      },
      {
        name: "provider",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the identity provider, for the method oauth.",
      },
      {
        name: "stage",
        type: "enum",
        optional: true,
        values: ["attempt", "first", "second"],
        mask: null,
        keys: [],
        doc: "attempt: before credentials are looked at; first: they were right; second: a second factor was given.",
      },
    ],
  },
  {
    name: "after_signin",
    mode: "async",
    group: "auth",
    lane: "signin",
    order: 2,
    title: "After sign-in",
    when: "Once the session exists; audit, last seen.",
    failureText: null,
    context: [
      { name: "user", type: "User", optional: false, values: [], mask: null, keys: [], doc: "Who signed in." },
      { name: "session", type: "Session", optional: false, values: [], mask: null, keys: [], doc: "The new session." },
      {
        name: "method",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The way of signing in: email-password, username, magic-link, email-otp, phone-number, anonymous, oauth, passkey, siwe, device, or a plugin's own.",
      },
      {
        name: "provider",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the identity provider, for the method oauth.",
      },
      {
        name: "isSignup",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether the user was created by the same request.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "before_signout",
    mode: "blocking",
    group: "auth",
    lane: "session",
    order: 1,
    title: "Before sign-out",
    when: "Before a session ends; a deny keeps it.",
    failureText: "Sign-out isn't available right now.",
    context: [
      { name: "user", type: "User", optional: false, values: [], mask: null, keys: [], doc: "Who signs out." },
      {
        name: "session",
        type: "Session",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The session about to end.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "token_build",
    mode: "enrichment",
    group: "auth",
    lane: "session",
    order: 2,
    title: "Token build",
    when: "While a token is built; data becomes extra claims, a deny aborts the token.",
    failureText: "A token can't be issued right now.",
    context: [
      {
        name: "user",
        type: "User",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whom the token is for; absent for tokens of a client itself.",
      },
      {
        name: "token",
        type: "map",
        optional: false,
        values: [],
        mask: null,
        keys: [
          { name: "birthdate", mask: "hide" },
          { name: "email", mask: "email" },
          { name: "family_name", mask: "hide" },
          { name: "given_name", mask: "hide" },
          { name: "middle_name", mask: "hide" },
          { name: "name", mask: "hide" },
          { name: "nickname", mask: "hide" },
          { name: "phone_number", mask: "hide" },
          { name: "preferred_username", mask: "hide" },
        ],
        doc: "The claims so far.",
      },
      {
        name: "kind",
        type: "enum",
        optional: true,
        values: ["session_jwt", "access_token", "id_token", "userinfo"],
        mask: null,
        keys: [],
        doc: "What is built.",
      },
      {
        name: "session",
        type: "Session",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The session the token is for.",
      },
      {
        name: "client",
        type: "Client",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The OAuth client the token is for.",
      },
      {
        name: "scopes",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The scopes of the token.",
      },
      {
        name: "resources",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The resources it is meant for.",
      },
      {
        name: "grantType",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "How the client asked for it; absent when an opaque token is looked at.",
      },
      {
        name: "organization",
        type: "Organization",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The organization the user works for.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "apikey_before_create",
    mode: "blocking",
    group: "apikey",
    lane: "apikey",
    order: 1,
    title: "Before API key creation",
    when: "Before a key is created; quotas, naming rules.",
    failureText: "API keys can't be created right now.",
    context: [
      {
        name: "userId",
        type: "string",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the user who wants the key.",
      },
      { name: "name", type: "string", optional: true, values: [], mask: null, keys: [], doc: "Name for the key." },
      {
        name: "permissions",
        type: "map of string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Actions the key shall be able to take, by resource.",
      },
      {
        name: "prefix",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "What the key shall begin with.",
      },
      {
        name: "expiresIn",
        type: "number",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "For how many seconds it shall be valid; absent for no end or the default.",
      },
      {
        name: "metadata",
        type: "map",
        optional: true,
        values: [],
        mask: "hide",
        keys: [],
        doc: "What its owner wants to keep with it.",
      },
      {
        name: "configId",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Which configuration of keys it shall belong to.",
      },
      {
        name: "organizationId",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the organization it shall belong to.",
      },
      {
        name: "keyCount",
        type: "number",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "How many keys its owner has already.",
      },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "apikey_after_create",
    mode: "async",
    group: "apikey",
    lane: "apikey",
    order: 2,
    title: "After API key creation",
    when: "Once the key exists; notices to security.",
    failureText: null,
    context: [
      {
        name: "apikey",
        type: "ApiKey",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The new key's record.",
      },
      {
        name: "userId",
        type: "string",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "Id of the user who created it.",
      },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "apikey_before_exchange",
    mode: "blocking",
    group: "apikey",
    lane: "apikey",
    order: 3,
    title: "Before API key use",
    when: "When a valid key is presented; origin checks.",
    failureText: "This API key can't be used right now.",
    context: [
      {
        name: "apikey",
        type: "ApiKey",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The presented key's record.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that presents it.",
      },
      {
        name: "via",
        type: "enum",
        optional: true,
        values: ["verify", "session"],
        mask: null,
        keys: [],
        doc: "verify: the server asked whether a key is valid; session: a request was made with it.",
      },
    ],
  },
  {
    name: "apikey_after_exchange",
    mode: "async",
    group: "apikey",
    lane: "apikey",
    order: 4,
    title: "After API key use",
    when: "Once a key was accepted; usage log.",
    failureText: null,
    context: [
      {
        name: "apikey",
        type: "ApiKey",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The accepted key's record.",
      },
      {
        name: "via",
        type: "enum",
        optional: true,
        values: ["verify", "session"],
        mask: null,
        keys: [],
        doc: "verify: the server asked whether a key is valid; session: a request was made with it.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "apikey_before_revoke",
    mode: "blocking",
    group: "apikey",
    lane: "apikey",
    order: 5,
    title: "Before API key revocation",
    when: "Before a key is revoked; a deny keeps it.",
    failureText: "API keys can't be revoked right now.",
    context: [
      { name: "apikey", type: "ApiKey", optional: false, values: [], mask: null, keys: [], doc: "The key's record." },
      {
        name: "action",
        type: "enum",
        optional: true,
        values: ["delete", "disable"],
        mask: null,
        keys: [],
        doc: "Whether it shall be deleted or switched off.",
      },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "client_before_register",
    mode: "blocking",
    group: "oauth_client",
    lane: "oauth",
    order: 1,
    title: "Before client registration",
    when: "Before an OAuth client is registered; metadata checks.",
    failureText: "Clients can't be registered right now.",
    context: [
      { name: "name", type: "string", optional: true, values: [], mask: null, keys: [], doc: "Name for the client." },
      {
        name: "type",
        type: "enum",
        optional: true,
        values: ["public", "confidential"],
        mask: null,
        keys: [],
        doc: "Whether the client can keep a secret.",
      },
      {
        name: "redirectUris",
        type: "string[]",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "Where the client wants to send users back to.",
      },
      {
        name: "scopes",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The scopes it wants to ask for.",
      },
      {
        name: "grantTypes",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The grants it wants to use.",
      },
      {
        name: "authMethod",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "How it wants to authenticate, as in client_secret_basic.",
      },
      {
        name: "dynamic",
        type: "boolean",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whether it registers itself, over the open endpoint.",
      },
      {
        name: "action",
        type: "enum",
        optional: true,
        values: ["register", "update"],
        mask: null,
        keys: [],
        doc: "Whether it is new or an existing one shall change.",
      },
      {
        name: "client",
        type: "Client",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "What is to be changed, as it is now.",
      },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "client_after_register",
    mode: "async",
    group: "oauth_client",
    lane: "oauth",
    order: 2,
    title: "After client registration",
    when: "Once the client exists; internal notice.",
    failureText: null,
    context: [
      { name: "client", type: "Client", optional: false, values: [], mask: null, keys: [], doc: "The new client." },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "client_before_authorize",
    mode: "blocking",
    group: "oauth_client",
    lane: "oauth",
    order: 3,
    title: "Before authorization",
    when: "While a user authorizes a client; scopes and who may use it.",
    failureText: "Access can't be granted right now.",
    context: [
      {
        name: "user",
        type: "User",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "Who authorizes the client.",
      },
      {
        name: "client",
        type: "Client",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The client that asks.",
      },
      {
        name: "scopes",
        type: "string[]",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The scopes it asks for.",
      },
      {
        name: "redirectUri",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Where the user shall be sent back to.",
      },
      {
        name: "prompt",
        type: "string",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "What the client wants the user to be asked.",
      },
      {
        name: "stage",
        type: "enum",
        optional: true,
        values: ["authorize", "consent"],
        mask: null,
        keys: [],
        doc: "authorize: the client asks; consent: the user has agreed.",
      },
      {
        name: "session",
        type: "Session",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The user's session.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "client_after_authorize",
    mode: "async",
    group: "oauth_client",
    lane: "oauth",
    order: 4,
    title: "After authorization",
    when: "Once consent is recorded; audit.",
    failureText: null,
    context: [
      {
        name: "user",
        type: "User",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "Who authorized the client.",
      },
      {
        name: "client",
        type: "Client",
        optional: false,
        values: [],
        mask: null,
        keys: [],
        doc: "The authorized client.",
      },
      { name: "grant", type: "Grant", optional: false, values: [], mask: null, keys: [], doc: "What was granted." },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
  {
    name: "client_access_change",
    mode: "async",
    group: "oauth_client",
    lane: "oauth",
    order: 5,
    title: "Client access change",
    when: "Once a user's access to a client was granted, changed or revoked.",
    failureText: null,
    context: [
      {
        name: "user",
        type: "User",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Whose access changed; absent when the client's own did.",
      },
      { name: "client", type: "Client", optional: false, values: [], mask: null, keys: [], doc: "The client." },
      {
        name: "action",
        type: "enum",
        optional: false,
        values: ["grant", "update", "revoke"],
        mask: null,
        keys: [],
        doc: "What happened.",
      },
      {
        name: "via",
        type: "enum",
        optional: true,
        values: ["consent", "update_consent", "delete_consent", "revoke_token", "delete_client"],
        mask: null,
        keys: [],
        doc: "What changed it.",
      },
      {
        name: "scopes",
        type: "string[]",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The scopes the client has now; before, for a revocation.",
      },
      {
        name: "actor",
        type: "Actor",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "Who acts, when somebody is signed in.",
      },
      {
        name: "request",
        type: "RequestInfo",
        optional: true,
        values: [],
        mask: null,
        keys: [],
        doc: "The request that led here.",
      },
    ],
  },
] as const satisfies readonly HookInfo[];

export const limits = [
  {
    name: "scriptBytes",
    unit: "bytes",
    scope: "script",
    default: 5120,
    ceiling: 102400,
    plan: true,
    error: "limit_size",
    doc: "Length of a script's source, checked before parsing, at publish and at load.",
  },
  {
    name: "instructions",
    unit: "instructions",
    scope: "script",
    default: 50000,
    ceiling: 50000000,
    plan: true,
    error: "limit_instructions",
    doc: "Lua instructions a script run may spend, plus charges for work done inside library functions.",
  },
  {
    name: "memoryBytes",
    unit: "bytes",
    scope: "script",
    default: 4194304,
    ceiling: 67108864,
    plan: true,
    error: "limit_memory",
    doc: "Memory a script run may hold at any one time.",
  },
  {
    name: "totalMemoryBytes",
    unit: "bytes",
    scope: "engine",
    default: 83886080,
    ceiling: 536870912,
    plan: false,
    error: null,
    doc: "Memory of all script runs together; an execution starts only when the memory limits of its widest layer still fit, and queues until then. At least scriptsPerLayer times memoryBytes.",
  },
  {
    name: "scriptMs",
    unit: "ms",
    scope: "script",
    default: 10000,
    ceiling: 60000,
    plan: true,
    error: "limit_time",
    doc: "Time a script run may take, its waits included and its queueing not.",
  },
  {
    name: "executionMs",
    unit: "ms",
    scope: "execution",
    default: 10000,
    ceiling: 60000,
    plan: true,
    error: "limit_time",
    doc: "Time all layers of an execution may take together, queueing not counted.",
  },
  {
    name: "fetchMs",
    unit: "ms",
    scope: "fetch",
    default: 3000,
    ceiling: 3000,
    plan: true,
    error: "fetch_failed",
    doc: "Deadline of one fetch over headers, body and redirects.",
  },
  {
    name: "fetchBytes",
    unit: "bytes",
    scope: "fetch",
    default: 1048576,
    ceiling: 1048576,
    plan: true,
    error: "fetch_failed",
    doc: "Size of one response body, decompressed.",
  },
  {
    name: "fetchRedirects",
    unit: "count",
    scope: "fetch",
    default: 3,
    ceiling: 3,
    plan: true,
    error: "fetch_failed",
    doc: "Redirects one fetch follows; each hop is checked again.",
  },
  {
    name: "fetchesPerScript",
    unit: "count",
    scope: "script",
    default: 10,
    ceiling: 10,
    plan: true,
    error: "limit_fetch",
    doc: "Fetches one script run may make; each request of fetchAll counts.",
  },
  {
    name: "fetchesPerExecution",
    unit: "count",
    scope: "execution",
    default: 20,
    ceiling: 20,
    plan: true,
    error: "limit_fetch",
    doc: "Fetches all script runs of an execution may make together.",
  },
  {
    name: "fetchesInFlight",
    unit: "count",
    scope: "execution",
    default: 6,
    ceiling: 6,
    plan: true,
    error: null,
    doc: "Fetches of an execution that are open at the same time; further ones wait for a place.",
  },
  {
    name: "layers",
    unit: "count",
    scope: "plan",
    default: 10,
    ceiling: 10,
    plan: false,
    error: "invalid_plan",
    doc: "Layers of a pipeline (its chain depth), checked at publish and at load; a stored plan that has more is plan_invalid.",
  },
  {
    name: "scriptsPerLayer",
    unit: "count",
    scope: "plan",
    default: 5,
    ceiling: 5,
    plan: false,
    error: "invalid_plan",
    doc: "Scripts of one layer (its parallel nodes), checked at publish and at load; a stored plan that has more is plan_invalid.",
  },
  {
    name: "concurrentVms",
    unit: "count",
    scope: "engine",
    default: 20,
    ceiling: 200,
    plan: false,
    error: null,
    doc: "Script runs that exist at the same time; an execution reserves those of its widest layer, or queues, blocking and enrichment hooks before async ones. At least scriptsPerLayer.",
  },
  {
    name: "queueLength",
    unit: "count",
    scope: "engine",
    default: 200,
    ceiling: 2000,
    plan: false,
    error: "engine_busy",
    doc: "Executions that may wait in the queue.",
  },
  {
    name: "queueMs",
    unit: "ms",
    scope: "engine",
    default: 2000,
    ceiling: 30000,
    plan: false,
    error: "queue_timeout",
    doc: "Time an execution may wait in the queue.",
  },
  {
    name: "contextBytes",
    unit: "bytes",
    scope: "execution",
    default: 65536,
    ceiling: 65536,
    plan: false,
    error: "invalid_context",
    doc: "Length of the context as JSON.",
  },
  {
    name: "contextDepth",
    unit: "levels",
    scope: "execution",
    default: 16,
    ceiling: 16,
    plan: false,
    error: "invalid_context",
    doc: "Nesting of the context; the outermost object is level 1.",
  },
  {
    name: "resultBytes",
    unit: "bytes",
    scope: "script",
    default: 65536,
    ceiling: 65536,
    plan: true,
    error: "limit_output",
    doc: "Length of a script's result as JSON.",
  },
  {
    name: "resultDepth",
    unit: "levels",
    scope: "script",
    default: 16,
    ceiling: 16,
    plan: true,
    error: "limit_output",
    doc: "Nesting of a script's result; the returned table is level 1.",
  },
  {
    name: "resultNodes",
    unit: "count",
    scope: "script",
    default: 5000,
    ceiling: 5000,
    plan: true,
    error: "limit_output",
    doc: "Values in a script's result, tables included.",
  },
  {
    name: "logLinesPerScript",
    unit: "lines",
    scope: "script",
    default: 100,
    ceiling: 100,
    plan: true,
    error: null,
    doc: "Log lines kept of one script run; the rest is dropped and the log says so.",
  },
  {
    name: "logBytesPerScript",
    unit: "bytes",
    scope: "script",
    default: 16384,
    ceiling: 16384,
    plan: true,
    error: null,
    doc: "Log text kept of one script run; the rest is dropped and the log says so.",
  },
  {
    name: "logLinesPerExecution",
    unit: "lines",
    scope: "execution",
    default: 500,
    ceiling: 500,
    plan: true,
    error: null,
    doc: "Log lines kept of one execution; the rest is dropped and the log says so.",
  },
  {
    name: "spanDepth",
    unit: "levels",
    scope: "script",
    default: 2,
    ceiling: 2,
    plan: false,
    error: null,
    doc: "Nesting of helpers.trace below the script's own span; deeper calls run without a span.",
  },
  {
    name: "spansPerScript",
    unit: "count",
    scope: "script",
    default: 100,
    ceiling: 100,
    plan: false,
    error: null,
    doc: "Spans helpers.trace may open in one script run; further calls run without a span.",
  },
  {
    name: "spanAttributeBytes",
    unit: "bytes",
    scope: "span",
    default: 1024,
    ceiling: 1024,
    plan: false,
    error: null,
    doc: "Length of a span's attributes as JSON; longer ones are cut and stay valid JSON.",
  },
  {
    name: "snapshotBytes",
    unit: "bytes",
    scope: "trace",
    default: 32768,
    ceiling: 32768,
    plan: false,
    error: null,
    doc: "Length of the context snapshot and of the result snapshot in a trace, each; longer ones are cut and stay valid JSON.",
  },
  {
    name: "traceBytes",
    unit: "bytes",
    scope: "trace",
    default: 524288,
    ceiling: 524288,
    plan: false,
    error: null,
    doc: "Length of a whole trace as JSON; attributes and logs are left out until it fits.",
  },
  {
    name: "errorTextBytes",
    unit: "bytes",
    scope: "script",
    default: 1024,
    ceiling: 1024,
    plan: false,
    error: "invalid_result",
    doc: "Length of the error text a script returns for the end user.",
  },
] as const satisfies readonly LimitInfo[];

export const errors = [
  {
    code: "syntax_error",
    group: "script",
    who: "script author",
    meaning: "The script is not valid Lua.",
    remedy: "Correct the line the message names and publish again.",
    httpStatus: null,
  },
  {
    code: "runtime_error",
    group: "script",
    who: "script author",
    meaning: "The script raised an error that it did not catch.",
    remedy: "Look at the line in the span; guard values that may be nil and wrap calls that may fail in pcall.",
    httpStatus: null,
  },
  {
    code: "invalid_result",
    group: "script",
    who: "script author",
    meaning: "The script returned something other than nothing or a table {allowed?, error?, code?, data?}, or a value that has no JSON form.",
    remedy: "Return a table of that form; the message names the path of the offending value.",
    httpStatus: null,
  },
  {
    code: "limit_size",
    group: "script",
    who: "script author",
    meaning: "The script's source is too long.",
    remedy: "Shorten it or split it over two layers.",
    httpStatus: null,
  },
  {
    code: "limit_instructions",
    group: "script",
    who: "script author",
    meaning: "The script did more work than its instruction limit allows.",
    remedy: "Do less per run: bound the loops, avoid building strings piece by piece.",
    httpStatus: null,
  },
  {
    code: "limit_memory",
    group: "script",
    who: "script author",
    meaning: "The script held more memory than its limit allows.",
    remedy: "Keep fewer and smaller values at a time.",
    httpStatus: null,
  },
  {
    code: "limit_time",
    group: "script",
    who: "script author",
    meaning: "The script or its execution took longer than its time limit.",
    remedy: "Fetch in parallel with fetchAll, fetch less, or move the work to an async hook.",
    httpStatus: null,
  },
  {
    code: "limit_output",
    group: "script",
    who: "script author",
    meaning: "The script's result is too large or too deeply nested.",
    remedy: "Return only the data that later scripts or the caller use.",
    httpStatus: null,
  },
  {
    code: "limit_fetch",
    group: "script",
    who: "script author",
    meaning: "The script or its execution made more fetches than its limit allows.",
    remedy: "Fetch less per run; the message names the limit.",
    httpStatus: null,
  },
  {
    code: "fetch_denied",
    group: "script",
    who: "script author",
    meaning: "The fetch policy refused the URL or one it redirected to.",
    remedy: "Use an https URL of a public host on an allowed port; the message says which rule refused it.",
    httpStatus: null,
  },
  {
    code: "fetch_failed",
    group: "script",
    who: "operator of the fetched service",
    meaning: "The request could not be completed: no connection, no answer before the deadline, a body that is too large, or too many redirects.",
    remedy: "Check that the service answers; catch the error with pcall where the script can do without it.",
    httpStatus: null,
  },
  {
    code: "secret_bound",
    group: "script",
    who: "script author",
    meaning: "A secret bound to hosts was used other than in a fetch to one of these hosts or as a key of hmac.",
    remedy: "Send the secret only to its hosts, or have an admin remove the binding.",
    httpStatus: null,
  },
  {
    code: "helper_error",
    group: "script",
    who: "script author",
    meaning: "A helper could not do its work and the script did not catch the error.",
    remedy: "Read the message: it names the helper and the cause; wrap the call in pcall where the script can do without it.",
    httpStatus: null,
  },
  {
    code: "script_missing",
    group: "script",
    who: "pipeline admin",
    meaning: "The plan names a script that it does not contain.",
    remedy: "Publish the pipeline again.",
    httpStatus: null,
  },
  {
    code: "engine_crash",
    group: "script",
    who: "Sluice",
    meaning: "The engine itself failed while it ran the script; the instance was replaced.",
    remedy: "Report it with the trace; the outcome follows onError.",
    httpStatus: null,
  },
  {
    code: "plan_invalid",
    group: "service",
    who: "pipeline admin",
    meaning: "The stored plan failed its checks and no earlier good one is at hand.",
    remedy: "Publish the pipeline again.",
    httpStatus: null,
  },
  {
    code: "store_unavailable",
    group: "service",
    who: "operator",
    meaning: "The store failed, or lost the record of an expected trigger, and no cached plan is at hand.",
    remedy: "Restore the store; until then defaultOnError decides.",
    httpStatus: null,
  },
  {
    code: "queue_timeout",
    group: "service",
    who: "operator",
    meaning: "An execution waited too long for free VMs.",
    remedy: "Raise concurrentVms or totalMemoryBytes, or add instances; look for scripts that wait long.",
    httpStatus: null,
  },
  {
    code: "engine_busy",
    group: "service",
    who: "operator",
    meaning: "The queue for VMs is full.",
    remedy: "Add instances, raise concurrentVms or queueLength, or limit the request rate.",
    httpStatus: null,
  },
  {
    code: "unknown_trigger",
    group: "caller",
    who: "caller",
    meaning: "The trigger is neither in the catalog nor defined with defineHook.",
    remedy: "Correct the name or define the hook.",
    httpStatus: 404,
  },
  {
    code: "invalid_context",
    group: "caller",
    who: "caller",
    meaning: "The context does not fit the hook's schema, has no JSON form, or is too large or too deep.",
    remedy: "Correct the field the error names.",
    httpStatus: 400,
  },
  {
    code: "invalid_plan",
    group: "caller",
    who: "caller",
    meaning: "The plan, graph or layers handed in have the wrong shape, are too deep or too wide, or name unknown scripts.",
    remedy: "Correct the part the error names.",
    httpStatus: 400,
  },
  {
    code: "invalid_options",
    group: "caller",
    who: "caller",
    meaning: "An option of createEngine or createControl, or the value of a secret, is not acceptable; the field says which.",
    remedy: "Correct the field that the error names.",
    httpStatus: 400,
  },
  {
    code: "no_store",
    group: "caller",
    who: "caller",
    meaning: "The call needs a store, or an ability of the store, that the engine was not given.",
    remedy: "Create the engine with a store that can do it, or use execute with a plan of your own.",
    httpStatus: 400,
  },
  {
    code: "not_found",
    group: "caller",
    who: "caller",
    meaning: "The script, version, draft, secret or published pipeline that the call names is not there.",
    remedy: "Correct the name; lists tell what there is.",
    httpStatus: 404,
  },
  {
    code: "conflict",
    group: "caller",
    who: "caller",
    meaning: "Somebody else changed the record since it was read, or what is to be deleted is still in use.",
    remedy: "Read it again, apply the change to the newer version and save; or remove what uses it first.",
    httpStatus: 409,
  },
  {
    code: "dry_run_failed",
    group: "caller",
    who: "caller",
    meaning: "A pipeline was to be published and did not do in a dry run what it has to: one that may deny was not seen to allow a sample, without a script error and without a call that nothing answers, or a case that is kept for its trigger fails.",
    remedy: "Correct what the message and the problems name, or give a sample context that the pipeline allows and mocks for what it fetches. override publishes without a sample, allowFailingCases with cases that fail; both are audited.",
    httpStatus: 422,
  },
  {
    code: "not_replayable",
    group: "caller",
    who: "caller",
    meaning: "The journal cannot be replayed: it is damaged or of a newer format, or its plan cannot be had.",
    remedy: "Hand in the journal as it was recorded, and its plan; or execute the plan with the same context instead.",
    httpStatus: 422,
  },
] as const satisfies readonly ErrorInfo[];

export const helperShapes = [
  {
    name: "FetchOptions",
    doc: "What to send with a request.",
    fields: [
      {
        name: "method",
        type: "string",
        optional: true,
        variadic: false,
        values: [],
        default: "GET",
        doc: "HTTP method.",
      },
      {
        name: "headers",
        type: "map of string",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "Request headers.",
      },
      {
        name: "body",
        type: "string",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "Body to send as it is.",
      },
      {
        name: "json",
        type: "any",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "Value to send as a JSON body; sets content-type unless headers do.",
      },
    ],
  },
  {
    name: "FetchResponse",
    doc: "What the server answered.",
    fields: [
      {
        name: "status",
        type: "integer",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "HTTP status.",
      },
      {
        name: "ok",
        type: "boolean",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Whether the status is 200 to 299.",
      },
      {
        name: "headers",
        type: "map of string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Response headers, names in lower case.",
      },
      {
        name: "body",
        type: "any",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The decoded body when it is JSON, else {text = …}.",
      },
      {
        name: "text",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The body as text.",
      },
    ],
  },
  {
    name: "FetchRequest",
    doc: "One request of fetchAll, by position: {url, options}.",
    fields: [
      {
        name: "1",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Where to send it.",
      },
      {
        name: "2",
        type: "FetchOptions",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "What to send.",
      },
    ],
  },
  {
    name: "RateLimitOptions",
    doc: "What to count, and how much of it is allowed.",
    fields: [
      {
        name: "key",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "What is counted, as in \"signup:\" .. ip.",
      },
      {
        name: "limit",
        type: "integer",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "How many are allowed in one window.",
      },
      {
        name: "window",
        type: "integer",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Length of a window in seconds.",
      },
    ],
  },
  {
    name: "RateLimit",
    doc: "Where the counter stands after this call.",
    fields: [
      {
        name: "allowed",
        type: "boolean",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Whether this call is still within the limit.",
      },
      {
        name: "remaining",
        type: "integer",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "How many are left in this window.",
      },
      {
        name: "resetAt",
        type: "integer",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "When the window ends, ms since the epoch.",
      },
    ],
  },
] as const satisfies readonly HelperShapeInfo[];

export const helpers = [
  {
    name: "log",
    kind: "local",
    doc: "Writes a line into the trace, its values separated by tabs as print does. A first argument that names a level sets it when further arguments follow.",
    params: [
      {
        name: "level",
        type: "string",
        optional: true,
        variadic: false,
        values: ["debug", "info", "warn", "error"],
        default: "info",
        doc: "How serious it is.",
      },
      {
        name: "values",
        type: "any",
        optional: false,
        variadic: true,
        values: [],
        default: null,
        doc: "What to write; tables as JSON.",
      },
    ],
    returns: null,
    raises: [],
    example: "helpers.log(\"warn\", \"unusual address\", context.email)",
  },
  {
    name: "now",
    kind: "local",
    doc: "The time, as the host read it when the script last started or went on.",
    params: [],
    returns: { type: "integer", optional: false, variadic: false, doc: "ms since the epoch." },
    raises: [],
    example: "local startedAt = helpers.now()",
  },
  {
    name: "hash",
    kind: "local",
    doc: "Digest of a text.",
    params: [
      {
        name: "text",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The bytes to hash.",
      },
      {
        name: "algo",
        type: "string",
        optional: true,
        variadic: false,
        values: ["sha256", "sha512", "sha1", "md5", "blake2b"],
        default: "sha256",
        doc: "Which digest; blake2b gives 32 bytes. sha1 and md5 are for old protocols only.",
      },
    ],
    returns: { type: "string", optional: false, variadic: false, doc: "Lower-case hex." },
    raises: ["secret_bound"],
    example: "local digest = helpers.hash(context.email)",
  },
  {
    name: "hmac",
    kind: "local",
    doc: "Keyed digest of a text, for signing webhooks and checking signatures.",
    params: [
      {
        name: "text",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The bytes to sign.",
      },
      {
        name: "key",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The key; a secret bound to hosts may be used.",
      },
      {
        name: "algo",
        type: "string",
        optional: true,
        variadic: false,
        values: ["sha256", "sha512", "sha1", "md5", "blake2b"],
        default: "sha256",
        doc: "Which digest.",
      },
    ],
    returns: { type: "string", optional: false, variadic: false, doc: "Lower-case hex." },
    raises: ["secret_bound"],
    example: "local signature = helpers.hmac(\"payload\", assert(helpers.secret(\"WEBHOOK_KEY\")))",
  },
  {
    name: "env",
    kind: "local",
    doc: "A setting the deployment lets scripts read.",
    params: [
      {
        name: "name",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The setting's name.",
      },
    ],
    returns: {
      type: "string",
      optional: true,
      variadic: false,
      doc: "Its value; nil when it is not set or not allowed.",
    },
    raises: [],
    example: "local appUrl = helpers.env(\"APP_URL\")",
  },
  {
    name: "secret",
    kind: "host",
    doc: "A secret's value. A secret bound to hosts comes as a placeholder, replaced when a request to one of them is sent.",
    params: [
      {
        name: "name",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The secret's name: upper-case letters, digits and underscores.",
      },
    ],
    returns: {
      type: "string",
      optional: true,
      variadic: false,
      doc: "Its value; nil when there is none of that name.",
    },
    raises: ["helper_error"],
    example: "local key = helpers.secret(\"GEO_KEY\")",
  },
  {
    name: "fetch",
    kind: "host",
    doc: "Sends an HTTPS request and waits for the answer. Any status is an answer; only a request that gets none raises.",
    params: [
      {
        name: "url",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Where to send it.",
      },
      {
        name: "options",
        type: "FetchOptions",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "What to send.",
      },
    ],
    returns: { type: "FetchResponse", optional: false, variadic: false, doc: "The answer." },
    raises: ["fetch_denied", "fetch_failed", "limit_fetch", "secret_bound"],
    example: "local answer = helpers.fetch(\"https://geo.example.com/lookup\", { method = \"POST\", json = { email = context.email } })",
  },
  {
    name: "fetchAll",
    kind: "host",
    doc: "Sends several HTTPS requests at once and waits for all answers. Raises when one of them gets none.",
    params: [
      {
        name: "requests",
        type: "FetchRequest[]",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The requests, each {url, options}.",
      },
    ],
    returns: {
      type: "FetchResponse[]",
      optional: false,
      variadic: false,
      doc: "The answers, in the order of the requests.",
    },
    raises: ["fetch_denied", "fetch_failed", "limit_fetch", "secret_bound"],
    example: "local answers = helpers.fetchAll({ { \"https://a.example.com/\" }, { \"https://b.example.com/\", { method = \"HEAD\" } } })",
  },
  {
    name: "matches",
    kind: "local",
    doc: "Whether a regular expression matches somewhere in a text, in linear time. Known are: characters, . (any but a line feed), […] and [^…], ^ and $ (begin and end of the text), * + ? {n} {n,} {n,m} up to 1000 and the lazy forms, ( ) (?: ) |, \\d \\w \\s \\b and \\D \\W \\S \\B (ASCII), \\n \\r \\t \\f \\v \\xHH, (?i) at the very beginning (ASCII letters of either case), and Lua's %d %w %s %a %l %u %p %x %c with their complements %D…, inside […] too; %w is \\w and has the underscore. \\ or % in front of punctuation takes its meaning away, and a { that begins no count stands for itself. Characters are those of UTF-8; ill-formed bytes count as a character that only . and complements match. Anything else, such as back references, look-around, names, and %b or %f, is an error that names the byte of the pattern.",
    params: [
      {
        name: "text",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Where to look; at most 8192 bytes.",
      },
      {
        name: "pattern",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The regular expression: at most 512 bytes, and 2000 states once its counts are unrolled.",
      },
    ],
    returns: { type: "boolean", optional: false, variadic: false, doc: "Whether it matches." },
    raises: ["helper_error", "secret_bound"],
    example: "local company = helpers.matches(context.email, \"(?i)^[%w.+-]+@example[.]com$\")",
  },
  {
    name: "rateLimit",
    kind: "host",
    doc: "Counts one more use of a key, where the store can count atomically.",
    params: [
      {
        name: "options",
        type: "RateLimitOptions",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "What to count, and how much of it is allowed.",
      },
    ],
    returns: { type: "RateLimit", optional: false, variadic: false, doc: "Where the counter stands." },
    raises: ["helper_error", "secret_bound"],
    example: "local quota = helpers.rateLimit({ key = \"signup:\" .. context.email, limit = 5, window = 3600 })",
  },
  {
    name: "json.encode",
    kind: "local",
    doc: "A value as JSON, by the rules that hold for results: keys sorted, a sequence is an array, {} an object.",
    params: [
      {
        name: "value",
        type: "any",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "What to encode.",
      },
    ],
    returns: { type: "string", optional: false, variadic: false, doc: "JSON." },
    raises: ["helper_error", "secret_bound"],
    example: "local text = helpers.json.encode({ scopes = { \"read\", \"write\" } })",
  },
  {
    name: "json.decode",
    kind: "local",
    doc: "The value of a JSON text. Arrays stay arrays when encoded again, also empty ones; null is nil.",
    params: [
      { name: "text", type: "string", optional: false, variadic: false, values: [], default: null, doc: "JSON." },
    ],
    returns: { type: "any", optional: false, variadic: false, doc: "Its value." },
    raises: ["helper_error"],
    example: "local claims = helpers.json.decode('{\"plan\": \"pro\"}')",
  },
  {
    name: "json.array",
    kind: "local",
    doc: "Marks a table as an array, so that it is encoded as one even when empty.",
    params: [
      {
        name: "table",
        type: "table",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "A sequence, or an empty table.",
      },
    ],
    returns: { type: "table", optional: false, variadic: false, doc: "The same table." },
    raises: [],
    example: "return { data = { roles = helpers.json.array({}) } }",
  },
  {
    name: "json.null",
    kind: "value",
    doc: "The value that is encoded as null, where nil would leave the key out.",
    params: [],
    returns: {
      type: "any",
      optional: false,
      variadic: false,
      doc: "The value that is encoded as null, where nil would leave the key out.",
    },
    raises: [],
    example: "return { data = { manager = helpers.json.null } }",
  },
  {
    name: "base64.encode",
    kind: "local",
    doc: "Base64 of a text.",
    params: [
      {
        name: "text",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The bytes to encode.",
      },
    ],
    returns: { type: "string", optional: false, variadic: false, doc: "Base64 with padding." },
    raises: ["secret_bound"],
    example: "local basic = \"Basic \" .. helpers.base64.encode(\"user:password\")",
  },
  {
    name: "base64.decode",
    kind: "local",
    doc: "The text that Base64 stands for.",
    params: [
      { name: "text", type: "string", optional: false, variadic: false, values: [], default: null, doc: "Base64." },
    ],
    returns: { type: "string", optional: false, variadic: false, doc: "The decoded bytes." },
    raises: ["helper_error", "secret_bound"],
    example: "local text = helpers.base64.decode(\"aGVsbG8=\")",
  },
  {
    name: "ip.inCidr",
    kind: "local",
    doc: "Whether an address lies in a block, IPv4 or IPv6.",
    params: [
      { name: "ip", type: "string", optional: false, variadic: false, values: [], default: null, doc: "The address." },
      {
        name: "cidr",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The block, as in 10.0.0.0/8.",
      },
    ],
    returns: { type: "boolean", optional: false, variadic: false, doc: "Whether it does." },
    raises: ["helper_error"],
    example: "local internal = helpers.ip.inCidr(\"10.1.2.3\", \"10.0.0.0/8\")",
  },
  {
    name: "uuid",
    kind: "local",
    doc: "A random UUID (version 4) from the run's seed. Not for keys or tokens: who knows the seed knows it.",
    params: [],
    returns: { type: "string", optional: false, variadic: false, doc: "36 characters, lower case." },
    raises: [],
    example: "local requestId = helpers.uuid()",
  },
  {
    name: "trace",
    kind: "local",
    doc: "Calls a function within a span of its own. An error marks the span and is raised again.",
    params: [
      {
        name: "name",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The span's name.",
      },
      {
        name: "attributes",
        type: "table",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "The span's attributes.",
      },
      {
        name: "fn",
        type: "function",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "What to call, without arguments.",
      },
    ],
    returns: { type: "any", optional: false, variadic: true, doc: "What the function returned." },
    raises: [],
    example: "local score = helpers.trace(\"score\", { model = \"v2\" }, function() return 42 end)",
  },
  {
    name: "metrics.count",
    kind: "local",
    doc: "Adds to a counter. Fire and forget.",
    params: [
      {
        name: "name",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The metric's name.",
      },
      {
        name: "value",
        type: "number",
        optional: true,
        variadic: false,
        values: [],
        default: 1,
        doc: "How much to add.",
      },
      {
        name: "tags",
        type: "table",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "What to tell apart.",
      },
    ],
    returns: null,
    raises: ["secret_bound"],
    example: "helpers.metrics.count(\"signup.blocked\", 1, { reason = \"geo\" })",
  },
  {
    name: "metrics.gauge",
    kind: "local",
    doc: "Sets a gauge. Fire and forget.",
    params: [
      {
        name: "name",
        type: "string",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "The metric's name.",
      },
      {
        name: "value",
        type: "number",
        optional: false,
        variadic: false,
        values: [],
        default: null,
        doc: "Where it stands.",
      },
      {
        name: "tags",
        type: "table",
        optional: true,
        variadic: false,
        values: [],
        default: null,
        doc: "What to tell apart.",
      },
    ],
    returns: null,
    raises: ["secret_bound"],
    example: "helpers.metrics.gauge(\"risk.score\", 0.4, { model = \"v2\" })",
  },
] as const satisfies readonly HelperInfo[];

export const globals = [
  {
    name: "await",
    kind: "local",
    doc: "Returns its argument; helpers already wait. Kept so that scripts written with await run.",
    params: [
      { name: "value", type: "any", optional: false, variadic: false, values: [], default: null, doc: "Any value." },
    ],
    returns: { type: "any", optional: false, variadic: false, doc: "The same value." },
    raises: [],
    example: "local answer = await(helpers.fetch(\"https://geo.example.com/\"))",
  },
  {
    name: "print",
    kind: "local",
    doc: "helpers.log at level info.",
    params: [
      {
        name: "values",
        type: "any",
        optional: false,
        variadic: true,
        values: [],
        default: null,
        doc: "What to write.",
      },
    ],
    returns: null,
    raises: [],
    example: "print(\"trigger\", context.trigger)",
  },
  {
    name: "context",
    kind: "value",
    doc: "The hook's context, read-only, with trigger, prev (from layer 2 on: what the previous layer returned, merged) and outputs (by script id: what earlier scripts returned).",
    params: [],
    returns: {
      type: "table",
      optional: false,
      variadic: false,
      doc: "The hook's context, read-only, with trigger, prev (from layer 2 on: what the previous layer returned, merged) and outputs (by script id: what earlier scripts returned).",
    },
    raises: [],
    example: "local email = context.email",
  },
] as const satisfies readonly HelperInfo[];
