import { listOf, type Env } from "./env.ts";

/** What requests may be allowed to do; a route needs one of these, or none. */
export const roles = {
  trigger: "Runs triggers.",
  read: "Reads scripts, pipelines, the names of secrets, traces and the audit log.",
  write: "Changes scripts, pipelines and secrets, and publishes.",
  replay: "Reads journals, which hold whole contexts, and replays them.",
  cron: "Deletes what is older than it is kept.",
  admin: "Erases users and changes keys.",
} as const;

export type Role = keyof typeof roles;

/** The variables that hold tokens, and the roles their tokens have. */
export const tokenRoles = {
  SLUICE_ADMIN_TOKEN: ["trigger", "read", "write", "replay", "cron", "admin"],
  SLUICE_READ_TOKEN: ["read"],
  SLUICE_WRITE_TOKEN: ["read", "write"],
  SLUICE_REPLAY_TOKEN: ["replay"],
  SLUICE_TRIGGER_TOKEN: ["trigger"],
  CRON_SECRET: ["cron"],
} as const satisfies Record<string, readonly Role[]>;

export type TokenVariable = keyof typeof tokenRoles;

export const tokenVariables = Object.keys(tokenRoles) as TokenVariable[];

const minTokenLength = 32;
const maxTokens = 2;

/** A token as it is known: by its digest. */
interface KnownToken {
  readonly variable: TokenVariable;
  readonly digest: Uint8Array;
}

/** Who presented a token. */
export interface Holder {
  readonly variable: TokenVariable;
  /** Tells tokens apart without being one. */
  readonly id: string;
}

/** Finds out who presents a token. */
export type Authenticate = (presented: string) => Promise<Holder | undefined>;

/** Tokens that cannot be used open nothing: `tokenFaults` says which. */
export async function openTokens(env: Env): Promise<Authenticate> {
  const usable = tokenVariables.filter((variable) => tokenFault(env, variable) === undefined);
  const tokens = usable.flatMap((variable) => listOf(env[variable]).map((token) => ({ variable, token })));
  const known: KnownToken[] = await Promise.all(
    tokens.map(async ({ variable, token }) => ({ variable, digest: await sha256(token) })),
  );
  return async (presented) => {
    const digest = await sha256(presented);
    // Always all of them, so that the time it takes tells nothing about the tokens.
    const [found] = known.filter((token) => areEqual(token.digest, digest));
    return found && { variable: found.variable, id: hexOf(digest.subarray(0, 8)) };
  };
}

/** The roles that no usable token has: nobody may do what they are for. */
export function closedRoles(env: Env): Role[] {
  const usable = tokenVariables.filter((variable) => tokenFault(env, variable) === undefined);
  const open = new Set<Role>(usable.flatMap((variable) => tokenRoles[variable]));
  return (Object.keys(roles) as Role[]).filter((role) => !open.has(role));
}

/** Why tokens that are set cannot be used, without telling them. */
export function tokenFaults(env: Env): string[] {
  return tokenVariables.flatMap((variable) => {
    const fault = listOf(env[variable]).length > 0 ? tokenFault(env, variable) : undefined;
    return fault === undefined ? [] : [fault];
  });
}

function tokenFault(env: Env, variable: TokenVariable): string | undefined {
  const tokens = listOf(env[variable]);
  if (tokens.length === 0) return `${variable} is not set`;
  if (tokens.length > maxTokens) return `${variable} has more than ${maxTokens} tokens`;
  if (tokens.some((token) => token.length < minTokenLength))
    return `${variable} is shorter than ${minTokenLength} characters`;
  if (tokens.some((token) => !/^[\x21-\x7e]+$/.test(token)))
    return `${variable} has characters that no header can carry`;
  const twin = tokenVariables.find(
    (other) => other !== variable && listOf(env[other]).some((token) => tokens.includes(token)),
  );
  return twin && `${variable} has a token of ${twin}`;
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** Looks at every byte, wherever the first difference is. */
function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? ~byte)), 0) === 0;
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
