import type { Page, Rewrapped, SecretControl, SecretListing } from "../control/api.ts";
import { pathOf, type ApiClient } from "./api-client.ts";

export function secretControl(api: ApiClient): SecretControl {
  const at = (name: string, ...rest: readonly string[]): string => pathOf("secrets", name, ...rest);
  const list = async (): Promise<SecretListing[]> => (await api.get<Page<SecretListing>>("secrets")).items.slice();
  return {
    set: (name, value, { version, ...options } = {}) =>
      api.send("PUT", at(name), { body: { value, ...options }, seen: version }),
    bind: (name, hosts, { version, ...options } = {}) =>
      api.send("PUT", at(name, "hosts"), { body: { hosts, ...options }, seen: version }),
    list,
    users: async (name) =>
      (await list()).find((secret) => secret.name === name)?.users ?? { scripts: [], pipelines: [] },
    delete: (name, { version, ...query } = {}) => api.remove(at(name), { query, seen: version }),
    rewrap: async (onProgress) => {
      const rewrapped = await api.send<Rewrapped>("POST", pathOf("keys", "rewrap"), {});
      const total = rewrapped.renewed + rewrapped.kept + rewrapped.failed.length;
      onProgress?.({ done: total, total });
      return rewrapped;
    },
  };
}
