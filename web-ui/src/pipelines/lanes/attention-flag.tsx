import type { ReactNode } from "react";

import { faultOf } from "../../data/faults.ts";
import { useHealth, useRollback } from "../../data/queries/pipelines.ts";
import { Button } from "../../ui/button.tsx";
import { Tag } from "../../ui/tag.tsx";
import { toast } from "../../ui/toast/toast.ts";
import { runsOf, type StatusCounts } from "../model/lanes.ts";
import { share } from "../model/words.ts";

/** Whether so many runs failed that the control plane should be asked about the runs since the last publish. */
export function needsLook(runs: StatusCounts): boolean {
  return runs.error >= 2 && runs.error / runsOf(runs) > 0.05;
}

export interface AttentionFlagProps {
  readonly trigger: string;
  /** Shown while, and unless, it is flagged. */
  readonly fallback: ReactNode;
}

/** Too many of the runs since the last publish failed: the way back is one click. */
export function AttentionFlag({ trigger, fallback }: AttentionFlagProps) {
  const { data: health } = useHealth(trigger);
  const rollback = useRollback(trigger);
  if (!health?.flagged) return fallback;
  const { rollbackTo, errorRate } = health;
  // The flag is gone once it has helped, and callbacks of `mutate` with it: hence the promise.
  const goBack = async (): Promise<void> => {
    try {
      const { version } = await rollback.mutateAsync({ note: "Rolled back from the list, because runs failed." });
      toast({ title: `${trigger} runs v${version} again` });
    } catch (error) {
      toast({ title: `${trigger} was not rolled back`, text: faultOf(error).text, status: "error" });
    }
  };
  return (
    <>
      <Tag tone="error">needs attention, errors {share(errorRate, 1)}</Tag>
      {rollbackTo !== undefined && (
        <Button
          size="sm"
          variant="danger"
          busy={rollback.isPending}
          onClick={(event) => {
            event.stopPropagation();
            void goBack();
          }}
        >
          Roll back to v{rollbackTo}
        </Button>
      )}
    </>
  );
}
