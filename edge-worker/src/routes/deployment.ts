import { deployment } from "../forms/service.ts";
import { route, type Route } from "../http/route.ts";

export const deploymentRoutes: readonly Route[] = [
  route({
    id: "getDeployment",
    method: "GET",
    path: "/v1/deployment",
    role: "read",
    tag: "Maintenance",
    summary: "What scripts find around them: limits, what they may fetch from, and names of settings.",
    description:
      "What the language server takes as `sluice/workspaceDidChange`, secrets aside. Without `hosts` scripts may " +
      "fetch from any public one. No value of a setting is answered.",
    answer: { description: "As it is in force.", form: deployment },
    handle: ({ control }) => control.deployment(),
  }),
];
