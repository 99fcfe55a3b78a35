import { GitCompareArrows } from "lucide-react";
import type { ReactElement } from "react";

import { formatTime } from "../../ui/format.ts";
import { Kbd } from "../../ui/kbd.tsx";
import type { ComparePick } from "./use-compare-pick.ts";

/** Says that a second trace is to be chosen, after the first was picked. */
export function CompareBar({ picked, refusal, drop }: ComparePick): ReactElement | null {
  if (!picked) return null;
  return (
    <div className="list-bar" role="group" aria-label="Compare two traces">
      <GitCompareArrows size={14} aria-hidden />
      <span className="truncate">
        {refusal ?? (
          <>
            Comparing the run of {formatTime(picked.startedAt)}. Press <Kbd>C</Kbd> on another run of{" "}
            <span className="code">{picked.trigger}</span>, or click it with Shift.
          </>
        )}
      </span>
      <button type="button" className="text-accent hover:underline" onClick={drop}>
        Cancel
      </button>
    </div>
  );
}
