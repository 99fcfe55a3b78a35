import type { MiddlewareHandler } from "hono";

declare module "hono" {
  interface ContextVariableMap {
    /** In the answer's `X-Request-Id`, in problem documents and in the log. */
    requestId: string;
  }
}

/** Takes over the caller's id where it could have made none worse. */
export const requestId: MiddlewareHandler = async (context, next) => {
  const given = context.req.header("X-Request-Id");
  const id = given !== undefined && /^[\w.-]{8,64}$/.test(given) ? given : crypto.randomUUID();
  context.set("requestId", id);
  await next();
  context.header("X-Request-Id", id);
};
