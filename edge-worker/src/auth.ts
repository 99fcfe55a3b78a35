import type { MiddlewareHandler } from "hono";

import { listOf, type Env } from "./env.ts";
import { Problem } from "./problems.ts";

/** The variables that hold tokens. */
export type TokenVariable = "SLUICE_TRIGGER_TOKEN" | "SLUICE_READ_TOKEN";

const minTokenLength = 32;
const maxTokens = 2;

/**
 * Lets a request pass that carries a token of `variable` as its bearer. Everything is refused while the variable has
 * no usable value: a short token would protect nothing.
 */
export function requireToken(variable: TokenVariable): MiddlewareHandler<{ Bindings: Env }> {
  return async (context, next) => {
    const fault = tokenFault(context.env, variable);
    if (fault !== undefined) {
      console.error(`sluice: requests are refused: ${fault}`);
      throw Problem.http("not_configured", { detail: "The worker's log says which." });
    }
    const presented = /^Bearer +(\S+)$/i.exec(context.req.header("Authorization") ?? "")?.[1];
    if (presented === undefined || !(await isOneOf(presented, listOf(context.env[variable])))) {
      throw Problem.http("unauthorized", { headers: { "WWW-Authenticate": "Bearer" } });
    }
    await next();
  };
}

/** Why the tokens of `variable` cannot be used, without telling them; undefined when they can. */
export function tokenFault(env: Env, variable: TokenVariable): string | undefined {
  const tokens = listOf(env[variable]);
  if (tokens.length === 0) return `${variable} is not set`;
  if (tokens.length > maxTokens) return `${variable} has more than ${maxTokens} tokens`;
  if (tokens.some((token) => token.length < minTokenLength)) return `${variable} is shorter than ${minTokenLength} characters`;
  if (tokens.some((token) => !/^[\x21-\x7e]+$/.test(token))) return `${variable} has characters that no header can carry`;
  return undefined;
}

/** Compares digests, and always all of them, so that the time it takes tells nothing about the tokens. */
async function isOneOf(presented: string, tokens: readonly string[]): Promise<boolean> {
  const [digest, ...known] = await Promise.all([presented, ...tokens].map(sha256));
  return known.map((other) => crypto.subtle.timingSafeEqual(digest!, other)).includes(true);
}

function sha256(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
