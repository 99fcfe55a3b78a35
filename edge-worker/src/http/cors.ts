import type { MiddlewareHandler } from "hono";

import { listOf, type Env } from "../env.ts";
import { isApi } from "./secure-headers.ts";

const methods = "GET, PUT, POST, DELETE";
const requestHeaders = "Authorization, Content-Type, If-Match, If-None-Match, Prefer, Sluice-Actor, X-Request-Id";
const answerHeaders = "ETag, Retry-After, X-Request-Id";

/** Lets pages of the origins in SLUICE_CORS_ORIGINS call the API; to all others it says nothing. */
export const cors: MiddlewareHandler<{ Bindings: Env }> = async (context, next) => {
  const allowed = listOf(context.env.SLUICE_CORS_ORIGINS);
  await next();
  if (allowed.length === 0 || !isApi(context.req.path)) return;
  context.header("Vary", "Origin", { append: true });
  const origin = context.req.header("Origin");
  if (origin === undefined || !allowed.includes(origin)) return;
  context.header("Access-Control-Allow-Origin", origin);
  context.header("Access-Control-Expose-Headers", answerHeaders);
  context.header("Cross-Origin-Resource-Policy", "cross-origin");
  if (context.req.method !== "OPTIONS") return;
  context.header("Access-Control-Allow-Methods", methods);
  context.header("Access-Control-Allow-Headers", requestHeaders);
  context.header("Access-Control-Max-Age", "600");
};
