// Generated from core/catalog by scripts/generate.mjs; do not edit.
import * as z from "zod";

import type { TriggerName } from "./catalog.ts";

// Whether an address can receive mail is for the application to say; this only keeps other things out.
const email = z.email({ pattern: z.regexes.unicodeEmail });

function parsesToTime(value: string | number): boolean {
  return !Number.isNaN(new Date(value).getTime());
}

// Strings and numbers stay as they are and a Date becomes its ISO form, so that the context keeps a JSON form.
const date = z.union(
  [
    z.string().refine(parsesToTime),
    z.number().refine(parsesToTime),
    z.date().transform((value) => value.toISOString()),
  ],
  { error: "Invalid date: expected a Date, an ISO string or milliseconds since the epoch" },
);

const requestInfo = z.looseObject({
  ip: z.string().nullish(),
  userAgent: z.string().nullish(),
  origin: z.string().nullish(),
  country: z.string().nullish(),
  headers: z.record(z.string(), z.unknown()).nullish(),
  path: z.string().nullish(),
  method: z.string().nullish(),
  viaHttp: z.boolean().nullish(),
});

const user = z.looseObject({
  id: z.string(),
  email: z.string().nullish(),
  name: z.string().nullish(),
  role: z.string().nullish(),
  emailVerified: z.boolean().nullish(),
  twoFactorEnabled: z.boolean().nullish(),
  isAnonymous: z.boolean().nullish(),
  banned: z.boolean().nullish(),
  username: z.string().nullish(),
  phoneNumber: z.string().nullish(),
  createdAt: date.nullish(),
});

const session = z.looseObject({
  id: z.string(),
  userId: z.string(),
  expiresAt: date.nullish(),
  createdAt: date.nullish(),
  activeOrganizationId: z.string().nullish(),
  impersonatedBy: z.string().nullish(),
});

const actor = z.looseObject({
  id: z.string(),
  email: z.string().nullish(),
  role: z.string().nullish(),
});

const organization = z.looseObject({
  id: z.string(),
  role: z.string().nullish(),
});

const apiKey = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  userId: z.string(),
  permissions: z.record(z.string(), z.array(z.string())).nullish(),
  prefix: z.string().nullish(),
  start: z.string().nullish(),
  enabled: z.boolean().nullish(),
  createdAt: date.nullish(),
  expiresAt: date.nullish(),
  requestCount: z.number().nullish(),
  remaining: z.number().nullish(),
  configId: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

const client = z.looseObject({
  clientId: z.string(),
  name: z.string().nullish(),
  type: z.enum(["public", "confidential"]).nullish(),
  redirectUris: z.array(z.string()).nullish(),
  scopes: z.array(z.string()).nullish(),
  grantTypes: z.array(z.string()).nullish(),
  skipConsent: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  userId: z.string().nullish(),
});

const grant = z.looseObject({
  scopes: z.array(z.string()),
});

/** What `run` and `dispatch` check a context against. Unknown fields are kept; null stands for an absent field. */
export const hookSchemas = {
  before_signup: z.looseObject({
    email,
    name: z.string().nullish(),
    request: requestInfo.nullish(),
    emailVerified: z.boolean().nullish(),
    method: z.string().nullish(),
    provider: z.string().nullish(),
    profile: z.record(z.string(), z.unknown()).nullish(),
    passwordBreaches: z.number().nullish(),
    actor: actor.nullish(),
  }),
  after_signup: z.looseObject({
    user,
    request: requestInfo.nullish(),
    method: z.string().nullish(),
    provider: z.string().nullish(),
    actor: actor.nullish(),
  }),
  before_signin: z.looseObject({
    email: email.nullish(),
    request: requestInfo.nullish(),
    user: user.nullish(),
    login: z.string().nullish(),
    method: z.string().nullish(),
    provider: z.string().nullish(),
    stage: z.enum(["attempt", "first", "second"]).nullish(),
  }),
  after_signin: z.looseObject({
    user,
    session,
    method: z.string().nullish(),
    provider: z.string().nullish(),
    isSignup: z.boolean().nullish(),
    request: requestInfo.nullish(),
  }),
  before_signout: z.looseObject({
    user,
    session,
    request: requestInfo.nullish(),
  }),
  token_build: z.looseObject({
    user: user.nullish(),
    token: z.record(z.string(), z.unknown()),
    kind: z.enum(["session_jwt", "access_token", "id_token", "userinfo"]).nullish(),
    session: session.nullish(),
    client: client.nullish(),
    scopes: z.array(z.string()).nullish(),
    resources: z.array(z.string()).nullish(),
    grantType: z.string().nullish(),
    organization: organization.nullish(),
    request: requestInfo.nullish(),
  }),
  apikey_before_create: z.looseObject({
    userId: z.string(),
    name: z.string().nullish(),
    permissions: z.record(z.string(), z.array(z.string())).nullish(),
    prefix: z.string().nullish(),
    expiresIn: z.number().nullish(),
    metadata: z.record(z.string(), z.unknown()).nullish(),
    configId: z.string().nullish(),
    organizationId: z.string().nullish(),
    keyCount: z.number().nullish(),
    actor: actor.nullish(),
    request: requestInfo.nullish(),
  }),
  apikey_after_create: z.looseObject({
    apikey: apiKey,
    userId: z.string(),
    actor: actor.nullish(),
    request: requestInfo.nullish(),
  }),
  apikey_before_exchange: z.looseObject({
    apikey: apiKey,
    request: requestInfo.nullish(),
    via: z.enum(["verify", "session"]).nullish(),
  }),
  apikey_after_exchange: z.looseObject({
    apikey: apiKey,
    via: z.enum(["verify", "session"]).nullish(),
    request: requestInfo.nullish(),
  }),
  apikey_before_revoke: z.looseObject({
    apikey: apiKey,
    action: z.enum(["delete", "disable"]).nullish(),
    actor: actor.nullish(),
    request: requestInfo.nullish(),
  }),
  client_before_register: z.looseObject({
    name: z.string().nullish(),
    type: z.enum(["public", "confidential"]).nullish(),
    redirectUris: z.array(z.string()),
    scopes: z.array(z.string()).nullish(),
    grantTypes: z.array(z.string()).nullish(),
    authMethod: z.string().nullish(),
    dynamic: z.boolean().nullish(),
    action: z.enum(["register", "update"]).nullish(),
    client: client.nullish(),
    actor: actor.nullish(),
    request: requestInfo.nullish(),
  }),
  client_after_register: z.looseObject({
    client,
    actor: actor.nullish(),
    request: requestInfo.nullish(),
  }),
  client_before_authorize: z.looseObject({
    user,
    client,
    scopes: z.array(z.string()),
    redirectUri: z.string().nullish(),
    prompt: z.string().nullish(),
    stage: z.enum(["authorize", "consent"]).nullish(),
    session: session.nullish(),
    request: requestInfo.nullish(),
  }),
  client_after_authorize: z.looseObject({
    user,
    client,
    grant,
    request: requestInfo.nullish(),
  }),
  client_access_change: z.looseObject({
    user: user.nullish(),
    client,
    action: z.enum(["grant", "update", "revoke"]),
    via: z.enum(["consent", "update_consent", "delete_consent", "revoke_token", "delete_client"]).nullish(),
    scopes: z.array(z.string()).nullish(),
    actor: actor.nullish(),
    request: requestInfo.nullish(),
  }),
} as const satisfies Readonly<Record<TriggerName, z.ZodType>>;
