import type { Page, ScriptControl, ScriptSummary } from "../control/api.ts";
import { pathOf, type ApiClient } from "./api-client.ts";

export function scriptControl(api: ApiClient): ScriptControl {
  const at = (id: string, ...rest: readonly (string | number)[]): string => pathOf("scripts", id, ...rest);
  return {
    save: ({ id, ...script }, { version, note } = {}) =>
      api.send("PUT", at(id), { body: { ...script, note }, seen: version }),
    get: (id) => api.find(at(id)),
    list: async () => (await api.get<Page<ScriptSummary>>("scripts")).items.slice(),
    versions: (id, query = {}) => api.get(at(id, "versions"), { query }),
    version: (id, version) => api.find(at(id, "versions", version)),
    diff: (id, from, to) => api.get(at(id, "diff"), { query: { from, to } }),
    restore: (id, version, { version: seen, note } = {}) =>
      api.send("POST", at(id, "restore"), { body: { version, note }, seen }),
    delete: (id, { version, note } = {}) => api.remove(at(id), { query: { note }, seen: version }),
  };
}
