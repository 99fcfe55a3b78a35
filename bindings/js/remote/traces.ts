import type { CleanedUp, JournalControl, TraceControl } from "../control/api.ts";
import { pathOf, type ApiClient } from "./api-client.ts";

export function traceControl(api: ApiClient): TraceControl {
  return {
    list: (query = {}) => api.get("traces", { query }),
    activity: (query) => api.get(pathOf("traces", "activity"), { query }),
    get: (id) => api.find(pathOf("traces", id)),
    otlp: (id) => api.find(pathOf("traces", id, "otlp")),
    plan: (id) => api.find(pathOf("traces", id, "plan")),
    // How many are deleted in one go is the worker's business.
    cleanup: async () => {
      const path = pathOf("internal", "cleanup");
      const { success: _, ...cleaned } = await api.send<CleanedUp & { success: true }>("POST", path, {});
      return cleaned;
    },
    eraseUser: (userId) => api.send("POST", pathOf("users", "erase"), { body: { userId } }),
  };
}

export function journalControl(api: ApiClient): JournalControl {
  return { get: (id) => api.find(pathOf("journals", id)) };
}
