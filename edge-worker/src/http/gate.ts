import type { Context } from "hono";

import type { Env } from "../env.ts";
import { Problem } from "../problems.ts";
import type { Rates, Service } from "../service.ts";
import { tokenRoles, type Holder, type Role } from "../tokens.ts";

/** How many wrong tokens an address may present in a minute and still be told so. */
const wrongTokensPerMinute = 20;

/** Where a request comes from, as far as the host can vouch for it. */
export type ClientAddress = (request: Request, env: Env) => string | undefined;

/**
 * Lets in who has the role. Rejects with `unauthorized`, without detail, `forbidden` and `too_many_requests`. Whoever
 * presents a right token is let in however many wrong ones came from the same address: it may be shared with others.
 */
export async function admit(
  context: Context<{ Bindings: Env }>,
  role: Role,
  { authenticate, rates }: Service,
  addressOf: ClientAddress,
): Promise<Holder> {
  const presented = presentedToken(context, role);
  const holder = presented === undefined ? undefined : await authenticate(presented);
  if (!holder) throw await stranger(rates, addressOf(context.req.raw, context.env));
  const held: readonly Role[] = tokenRoles[holder.variable];
  if (!held.includes(role)) throw Problem.http("forbidden", { detail: `It takes the role ${role}.` });
  const limit = role === "trigger" ? rates.triggers : rates.requests;
  const seconds = await rates.limiter.take(`${role === "trigger" ? "trigger" : "token"}:${holder.id}`, limit);
  if (seconds !== undefined) throw tooMany(seconds);
  return holder;
}

function presentedToken({ req }: Context, role: Role): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(req.header("Authorization") ?? "")?.[1];
  return bearer ?? (role === "cron" ? req.header("x-rotation-secret") : undefined);
}

async function stranger({ limiter }: Rates, address = "unknown"): Promise<Problem> {
  const seconds = await limiter.take(`refused:${networkOf(address)}`, wrongTokensPerMinute);
  if (seconds !== undefined) return tooMany(seconds);
  return Problem.http("unauthorized", { headers: { "WWW-Authenticate": "Bearer" } });
}

/** Whoever has one IPv6 address has a whole network of them, its first four groups: each would cost a write. */
function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?([\d.]{7,15})$/i.exec(address)?.[1];
  return v4 ?? address.split("::", 1)[0]!.split(":").slice(0, 4).join(":").slice(0, 64);
}

function tooMany(seconds: number): Problem {
  return Problem.http("too_many_requests", { headers: { "Retry-After": String(seconds) } });
}
