import type { MiddlewareHandler } from "hono";

/** Nothing here is for caches, frames or scripts of other origins; there is no CORS header on purpose. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("Cache-Control", "no-store");
  context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  context.header("Referrer-Policy", "no-referrer");
  context.header("X-Content-Type-Options", "nosniff");
};
