import type { MiddlewareHandler } from "hono";

/** Scripts of its own origin, WebAssembly, and one policy for trusted types; nothing from anywhere else. */
const uiPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types sluice",
].join("; ");

const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Whether an address is the API's and not the web UI's. */
export function isApi(path: string): boolean {
  return /^\/(v1|api)(\/|$)/.test(path);
}

/** Nothing here is for frames or scripts of other origins, and what the API answers is for no cache. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const api = isApi(context.req.path);
  if (api || context.res.status >= 400) context.header("Cache-Control", "no-store");
  context.header("Content-Security-Policy", api ? apiPolicy : uiPolicy);
  context.header("Cross-Origin-Opener-Policy", "same-origin");
  context.header("Cross-Origin-Resource-Policy", "same-origin");
  context.header("Referrer-Policy", "no-referrer");
  context.header("X-Content-Type-Options", "nosniff");
  context.header("X-Frame-Options", "DENY");
};
