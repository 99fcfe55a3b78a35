import type { Route } from "../http/route.ts";
import { auditRoutes } from "./audit.ts";
import { caseRoutes } from "./cases.ts";
import { cleanupRoutes } from "./cleanup.ts";
import { deploymentRoutes } from "./deployment.ts";
import { documentRoutes } from "./document.ts";
import { fileRoutes } from "./files.ts";
import { healthRoutes } from "./health.ts";
import { journalRoutes } from "./journals.ts";
import { pipelineRoutes } from "./pipelines.ts";
import { publishingRoutes } from "./publishing.ts";
import { scriptRoutes } from "./scripts.ts";
import { secretRoutes } from "./secrets.ts";
import { statsRoutes } from "./stats.ts";
import { tokenRoutes } from "./token.ts";
import { traceRoutes } from "./traces.ts";
import { triggerRoutes } from "./triggers.ts";

const documented: readonly Route[] = [
  ...triggerRoutes,
  ...scriptRoutes,
  ...pipelineRoutes,
  ...publishingRoutes,
  ...caseRoutes,
  ...secretRoutes,
  ...traceRoutes,
  ...journalRoutes,
  ...auditRoutes,
  ...fileRoutes,
  ...cleanupRoutes,
  ...deploymentRoutes,
  ...healthRoutes,
  ...statsRoutes,
  ...tokenRoutes,
];

/** Everything the API has. */
export const routes: readonly Route[] = [...documented, ...documentRoutes(documented)];
