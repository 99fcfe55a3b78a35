/**
 * The forms of what the control plane takes, as zod schemas (`zod/mini`), for services that take the same from
 * elsewhere and for the documents that describe them.
 *
 * @module
 */
export { fetchMocks, jsonValue } from "./control/fetch-mocks.ts";
export { caseFile } from "./cases/case-file.ts";
export {
  casesName,
  flag,
  limitUpTo,
  note,
  scriptId,
  secretName,
  seenVersion,
  text,
  traceId,
  triggerName,
  version,
  versionPage,
} from "./control/arguments.ts";
export { auditQuery } from "./control/audit.ts";
export { casesQuery } from "./control/cases.ts";
export { pipelineForm, pipelineGraph } from "./control/drafts.ts";
export { dryRunMocks } from "./control/dry-run.ts";
export { healthOptions } from "./control/health.ts";
export { sampleContexts } from "./control/import.ts";
export { scriptDraft } from "./control/scripts.ts";
export { activityQuery, traceQuery } from "./control/trace-query.ts";
export { jsonObject, lowerLimits, secrets } from "./check-options.ts";
export { secretHosts } from "./host-names.ts";
