import { getIP } from "better-auth/api";

import { isJsonObject } from "../json.ts";
import { isSensitiveKey } from "../sensitive-keys.ts";
import { asRow, headersOf, type AuthCall, type Row, type SignedIn } from "./auth-call.ts";
import { count, flag, map, plain, text, texts, textsByName, time } from "./fields.ts";
import type { SluiceOptions } from "./options.ts";

export type ContextOptions = Pick<SluiceOptions, "countryHeader" | "userFields" | "sessionFields">;

/**
 * Makes the parts of contexts of what better-auth has. Everything is copied column by column: whatever else a row
 * holds, such as a token, a hash or a plaintext key, never gets near a script.
 */
export class ContextParts {
  readonly #options: ContextOptions;

  constructor(options: ContextOptions) {
    this.#options = options;
  }

  /** The `request` of a context; absent for what better-auth does on its own. */
  request(call: AuthCall | undefined) {
    if (!call) return undefined;
    const headers = headersOf(call);
    const language = text(headers?.get("accept-language"));
    return {
      ip: headers && text(getIP(headers, call.context.options)),
      userAgent: text(headers?.get("user-agent")),
      origin: text(headers?.get("origin")),
      country: this.#country(call, headers),
      headers: language === undefined ? undefined : { "accept-language": language },
      path: text(call.path),
      method: text(call.method ?? call.request?.method),
      viaHttp: call.request !== undefined,
    };
  }

  user(row: Row & { readonly id: string }) {
    return {
      ...ownFields(row, this.#options.userFields),
      id: row.id,
      email: text(row.email),
      name: text(row.name),
      role: text(row.role),
      emailVerified: flag(row.emailVerified),
      twoFactorEnabled: flag(row.twoFactorEnabled),
      isAnonymous: flag(row.isAnonymous),
      banned: flag(row.banned),
      username: text(row.username),
      phoneNumber: text(row.phoneNumber),
      createdAt: time(row.createdAt),
    };
  }

  session(row: Row & { readonly id: string; readonly userId: string }) {
    return {
      ...ownFields(row, this.#options.sessionFields),
      id: row.id,
      userId: row.userId,
      expiresAt: time(row.expiresAt),
      createdAt: time(row.createdAt),
      activeOrganizationId: text(row.activeOrganizationId),
      impersonatedBy: text(row.impersonatedBy),
    };
  }

  /** workerd sets `cf` itself; a header says what whoever sent it likes, unless the deployment knows better. */
  #country({ request }: AuthCall, headers: Headers | undefined): string | undefined {
    const { countryHeader } = this.#options;
    const country = countryHeader ? headers?.get(countryHeader) : asRow(asRow(request).cf).country;
    return text(country)?.toUpperCase();
  }
}

/** The signed-in user behind a call. */
export function actor(signedIn: SignedIn | undefined) {
  if (!signedIn) return undefined;
  const { user } = signedIn;
  return { id: user.id, email: text(user.email), role: text(user.role) };
}

/** An API key without the key. Its owner is a user or, where keys are configured so, an organization. */
export function apiKey(row: Row) {
  return {
    id: text(row.id) ?? "",
    name: text(row.name),
    userId: text(row.referenceId) ?? text(row.userId) ?? "",
    permissions: textsByName(row.permissions),
    prefix: text(row.prefix),
    start: text(row.start),
    enabled: flag(row.enabled),
    createdAt: time(row.createdAt),
    expiresAt: time(row.expiresAt),
    requestCount: count(row.requestCount),
    remaining: count(row.remaining),
    configId: text(row.configId),
    metadata: map(row.metadata),
  };
}

/** An OAuth client as it is stored. */
export function storedClient(clientId: string, row: Row = {}) {
  return {
    clientId,
    name: text(row.name),
    type: clientType(row.public, row.tokenEndpointAuthMethod),
    redirectUris: texts(row.redirectUris),
    scopes: texts(row.scopes),
    grantTypes: texts(row.grantTypes),
    skipConsent: flag(row.skipConsent),
    disabled: flag(row.disabled),
    userId: text(row.userId),
  };
}

/** Whether a client can keep a secret; unknown for one whose way of authenticating is. */
export function clientType(isPublic: unknown, authMethod: unknown): "public" | "confidential" | undefined {
  if (isPublic === true || authMethod === "none") return "public";
  return isPublic === false || text(authMethod) !== undefined ? "confidential" : undefined;
}

/** What an identity provider says of a user, without what lets somebody act as the user. */
export function profile(claims: unknown): Row | undefined {
  const read = map(claims);
  return read && asRow(withoutSecrets(read));
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isJsonObject(value) || value instanceof Date) return value;
  const shown = Object.entries(value).filter(([name]) => !isSensitiveKey(name));
  return Object.fromEntries(shown.map(([name, each]) => [name, withoutSecrets(each)]));
}

function ownFields(row: Row, names: readonly string[] = []): Row {
  return Object.fromEntries(names.map((name) => [name, plain(row[name])]));
}
