import type { Handler } from "hono";

import { Problem } from "./problems.ts";

/** Answers OPTIONS with the methods an address has, and every method it has not with 405. Comes after its handlers. */
export function onlyAllow(...methods: readonly string[]): Handler {
  const headers = { Allow: [...methods, "OPTIONS"].join(", ") };
  return (context) => {
    if (context.req.method === "OPTIONS") return context.body(null, 204, headers);
    throw Problem.http("method_not_allowed", { headers });
  };
}
