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
});

const user = z.looseObject({
  id: z.string(),
  email: z.string().nullish(),
  name: z.string().nullish(),
  role: z.string().nullish(),
});

const session = z.looseObject({
  id: z.string(),
  userId: z.string(),
  expiresAt: date.nullish(),
});

const apiKey = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  userId: z.string(),
  permissions: z.record(z.string(), z.array(z.string())).nullish(),
});

const client = z.looseObject({
  clientId: z.string(),
  name: z.string().nullish(),
  type: z.enum(["public", "confidential"]).nullish(),
  redirectUris: z.array(z.string()).nullish(),
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
  }),
  after_signup: z.looseObject({
    user,
    request: requestInfo.nullish(),
  }),
  before_signin: z.looseObject({
    email: email.nullish(),
    request: requestInfo.nullish(),
  }),
  after_signin: z.looseObject({
    user,
    session,
  }),
  before_signout: z.looseObject({
    user,
    session,
  }),
  token_build: z.looseObject({
    user: user.nullish(),
    token: z.record(z.string(), z.unknown()),
  }),
  apikey_before_create: z.looseObject({
    userId: z.string(),
    name: z.string().nullish(),
    permissions: z.record(z.string(), z.array(z.string())).nullish(),
  }),
  apikey_after_create: z.looseObject({
    apikey: apiKey,
    userId: z.string(),
  }),
  apikey_before_exchange: z.looseObject({
    apikey: apiKey,
    request: requestInfo.nullish(),
  }),
  apikey_after_exchange: z.looseObject({
    apikey: apiKey,
  }),
  apikey_before_revoke: z.looseObject({
    apikey: apiKey,
  }),
  client_before_register: z.looseObject({
    name: z.string().nullish(),
    type: z.enum(["public", "confidential"]).nullish(),
    redirectUris: z.array(z.string()),
  }),
  client_after_register: z.looseObject({
    client,
  }),
  client_before_authorize: z.looseObject({
    user,
    client,
    scopes: z.array(z.string()),
  }),
  client_after_authorize: z.looseObject({
    user,
    client,
    grant,
  }),
  client_access_change: z.looseObject({
    user: user.nullish(),
    client,
    action: z.enum(["grant", "update", "revoke"]),
  }),
} as const satisfies Readonly<Record<TriggerName, z.ZodType>>;
