import { auditQuery } from "sluice/forms";

import { auditPage } from "../forms/service.ts";
import { route, type Route } from "../http/route.ts";

export const auditRoutes: readonly Route[] = [
  route({
    id: "listAudit",
    method: "GET",
    path: "/v1/audit",
    role: "read",
    tag: "Audit log",
    summary: "Who changed what, newest first.",
    description: "`target` is as in `script:geo-block`, `pipeline:before_signup`, `secret:GEO_KEY`, `keys`.",
    query: auditQuery.shape,
    answer: { description: "A page of entries.", form: auditPage },
    handle: ({ control, query }) => control.audit.list(query),
  }),
];
