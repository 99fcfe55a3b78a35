import { listOf, secretKeysOf, type Env } from "../src/env.ts";
import { closedRoles, tokenVariables } from "../src/tokens.ts";

/**
 * What the user should know before the first request: what is configured, what is missing, and what to do. Tokens that
 * open nothing were told by the service when it was opened.
 */
export function startReport(env: Env, store: string, ui: string | undefined, url: string): string[] {
  const closed = closedRoles(env);
  const tokens = tokenVariables.filter((variable) => listOf(env[variable]).length > 0);
  const keys = secretKeysOf(env.SLUICE_SECRET_KEYS);
  return [
    `API      ${url}/v1/health  (${url}/v1/openapi.json)`,
    `UI       ${ui === undefined ? "none: give --ui FOLDER" : `${url}/playground  (${url}/admin/pipelines)`}`,
    `Store    ${store === "memory" ? "memory, which forgets everything at the end" : store.replace(/\/\/[^@/]*@/, "//…@")}`,
    `Tokens   ${tokens.length > 0 ? tokens.join(", ") : "none"}`,
    ...(closed.length > 0 ? [`         nobody may: ${closed.join(", ")}. SLUICE_ADMIN_TOKEN opens all of it`] : []),
    keys
      ? `Keys     ${keys.map(({ id }) => id).join(", ")}; the first seals and signs`
      : "Keys     none: SLUICE_SECRET_KEYS=id:$(openssl rand -base64 32) is needed to publish and to keep secrets",
    ...(env.SLUICE_OTLP_ENDPOINT === undefined ? [] : [`OTLP     ${env.SLUICE_OTLP_ENDPOINT}`]),
  ];
}
