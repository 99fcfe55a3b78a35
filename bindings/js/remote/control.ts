import type { Control, ImportOptions, ImportPlan, ImportResult } from "../control/api.ts";
import { pathOf, type ApiClient } from "./api-client.ts";
import { caseControl } from "./cases.ts";
import { pipelineControl } from "./pipelines.ts";
import { scriptControl } from "./scripts.ts";
import { secretControl } from "./secrets.ts";
import { journalControl, traceControl } from "./traces.ts";

/** The control plane of a worker. */
export function remoteControl(api: ApiClient): Control {
  return {
    scripts: scriptControl(api),
    pipelines: pipelineControl(api),
    cases: caseControl(api),
    secrets: secretControl(api),
    traces: traceControl(api),
    journals: journalControl(api),
    audit: { list: (query = {}) => api.get("audit", { query }) },
    deployment: () => api.get("deployment"),
    exportFiles: async () => (await api.get<{ files: Record<string, string> }>("files")).files,
    importFiles: (files, options = {}) => planImport(api, files, options),
    as: (actor) => remoteControl(api.as(actor)),
  };
}

/** The plan and doing it are two requests: what somebody changes between them is found by the worker as it imports. */
async function planImport(
  api: ApiClient,
  files: Readonly<Record<string, string>>,
  options: ImportOptions,
): Promise<ImportPlan> {
  const plan = await api.send<Omit<ImportPlan, "apply">>("POST", pathOf("files", "plan"), { body: { files } });
  const apply = async (): Promise<ImportResult> => {
    const body = { files, ...options };
    const { applied, published } = await api.send<ImportResult>("POST", pathOf("files", "import"), { body });
    return { applied, published };
  };
  return { ...plan, apply };
}
