import type { PipelineVersion, Trace } from "sluice";
import { useEffect } from "react";

import { useVersions } from "../../data/queries/pipelines.ts";

/** How many pages of versions are read to find the one that ran. */
const mostPages = 5;

/** The published version that a trace ran, by its plan's hash; undefined while it is looked for, or not there any more. */
export function useRanPlan({ trigger, planHash }: Pick<Trace, "trigger" | "planHash">): PipelineVersion | undefined {
  const { data, hasNextPage, isFetching, fetchNextPage } = useVersions(trigger);
  const found = data?.pages.flatMap(({ items }) => items).find((version) => version.planHash === planHash);
  const isMissing = data !== undefined && found === undefined && data.pages.length < mostPages;
  useEffect(() => {
    if (isMissing && hasNextPage && !isFetching) void fetchNextPage();
  }, [isMissing, hasNextPage, isFetching, fetchNextPage]);
  return found;
}
