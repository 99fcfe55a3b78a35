import type { CaseControl, CasesSummary, Page } from "../control/api.ts";
import { pathOf, type ApiClient } from "./api-client.ts";

export function caseControl(api: ApiClient): CaseControl {
  const at = (name: string): string => pathOf("cases", name);
  return {
    list: async (query = {}) => (await api.get<Page<CasesSummary>>("cases", { query })).items.slice(),
    get: (name) => api.find(at(name)),
    save: (name, file, { note, revision } = {}) => api.send("PUT", at(name), { body: { file, note }, seen: revision }),
    delete: (name, { note, revision } = {}) => api.remove(at(name), { query: { note }, seen: revision }),
  };
}
