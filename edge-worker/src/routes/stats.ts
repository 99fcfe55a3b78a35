import about from "sluice/package.json" with { type: "json" };

import { stats } from "../forms/service.ts";
import { route, type Route } from "../http/route.ts";

export const statsRoutes: readonly Route[] = [
  route({
    id: "getStats",
    method: "GET",
    path: "/v1/stats",
    role: "read",
    tag: "Maintenance",
    summary: "What the engine of this process, or isolate, is doing and has done.",
    answer: { description: "Counts since it began.", form: stats },
    handle: async ({ open }) => ({ version: about.version, engine: (await open()).engine().stats() }),
  }),
];
