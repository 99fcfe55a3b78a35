import type { AuthContext, GenericEndpointContext } from "@better-auth/core";
import { getSessionFromCtx } from "better-auth/api";

import { isJsonObject } from "../json.ts";

/**
 * The call that a hook interrupts, as far as every kind of hook knows it: better-auth types the contexts of endpoints,
 * middlewares and database hooks differently.
 */
export interface AuthCall {
  readonly path?: string | undefined;
  readonly method?: string | undefined;
  readonly body?: unknown;
  readonly query?: unknown;
  readonly params?: unknown;
  readonly headers?: Headers | undefined;
  readonly request?: Request | undefined;
  readonly context: AuthContext;
}

/** A row, of a table or of what a caller sent: nothing in it is known to be there. */
export type Row = { readonly [column: string]: unknown };

/** `value` as a row; one without columns if it is none. */
export function asRow(value: unknown): Row {
  return isJsonObject(value) ? value : {};
}

/** Who is signed in, and in which session. */
export interface SignedIn {
  readonly user: Row & { readonly id: string };
  readonly session: Row & { readonly id: string; readonly userId: string; readonly token: string };
}

/** What hooks of other plugins have put in place of what a caller sent. */
export interface Credentials {
  /** Found by what is no session's token, as an API key. */
  readonly session?: SignedIn | undefined;
  /** With a session's cookie in them, as for a bearer's token. */
  readonly headers?: Headers | undefined;
}

const credentials = new WeakMap<Headers, Credentials>();

/** Notes whom `call` comes from: until its endpoint is reached, better-auth tells nobody what hooks have found. */
export function noteCredentials({ headers }: AuthCall, found: Credentials): void {
  if (headers) credentials.set(headers, { ...credentials.get(headers), ...found });
}

/** The session the call was made in, if it was. In `hooks.before` nothing has looked for it yet. */
export async function signedIn(call: AuthCall): Promise<SignedIn | undefined> {
  const { session, headers = call.headers } = (call.headers && credentials.get(call.headers)) ?? {};
  return session ?? (await getSessionFromCtx({ ...call, headers } as GenericEndpointContext)) ?? undefined;
}

/** The headers of the call: those of `auth.api` calls are only what their caller passes. */
export function headersOf(call: AuthCall): Headers | undefined {
  return call.headers ?? call.request?.headers;
}
