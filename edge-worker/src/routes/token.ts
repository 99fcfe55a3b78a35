import { token } from "../forms/service.ts";
import { route, type Route } from "../http/route.ts";

export const tokenRoutes: readonly Route[] = [
  route({
    id: "getToken",
    method: "GET",
    path: "/v1/token",
    role: "read",
    tag: "Maintenance",
    summary: "What the token of the request is for.",
    answer: { description: "Its roles, and what the audit log calls its holder.", form: token },
    handle: async ({ caller }) => ({ actor: caller.actor(), roles: caller.roles }),
  }),
];
