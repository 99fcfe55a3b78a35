import type { PipelineVersion } from "sluice";
import { useMemo } from "react";

import { useAudit } from "../../data/queries/audit.ts";
import { useVersions } from "../../data/queries/pipelines.ts";

/** When what a trigger runs was changed. */
export interface Publish {
  readonly at: number;
  /** "v13 published", "before_signup rolled back". */
  readonly label: string;
}

const verbs: Readonly<Record<string, string>> = {
  "pipeline.publish": "published",
  "pipeline.rollback": "rolled back",
  "pipeline.unpublish": "unpublished",
  "pipeline.enable": "switched on",
  "pipeline.disable": "switched off",
};

/** The last changes of what runs, of one trigger or of all. */
export function usePublishes(trigger: string | undefined): readonly Publish[] {
  const audit = useAudit(trigger === undefined ? undefined : `pipeline:${trigger}`);
  const versions = usePlanVersions(trigger);
  return useMemo(() => {
    const entries = audit.data?.pages.flatMap(({ items }) => items) ?? [];
    return entries.flatMap(({ at, action, target, planHash, failed }) => {
      const verb = verbs[action];
      if (verb === undefined || failed !== undefined) return [];
      const version = planHash === undefined ? undefined : versions.get(planHash);
      const name = version ? `v${version.version}` : target.replace(/^pipeline:/, "");
      return [{ at, label: `${name} ${verb}` }];
    });
  }, [audit.data, versions]);
}

/** The last published versions of a trigger by the hash of their plan, which is what traces have. */
export function usePlanVersions(trigger: string | undefined): ReadonlyMap<string, PipelineVersion> {
  const versions = useVersions(trigger ?? "");
  return useMemo(() => {
    const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
    // A plan that was published again is known by its latest number.
    return new Map(items.toReversed().map((version) => [version.planHash, version]));
  }, [versions.data]);
}
