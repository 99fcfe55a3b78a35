import type { ScriptRecord, ScriptSummary } from "sluice";
import { useState } from "react";

import { faultOf } from "../../data/faults.ts";
import { useRestoreScript, useScriptDiff, useScriptVersions } from "../../data/queries/scripts.ts";
import { FaultState } from "../../parts/fault-state.tsx";
import { DiffCount, LineDiffView } from "../../parts/line-diff-view.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { SideBySideView } from "../../parts/side-by-side-view.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import { toast } from "../../ui/toast/toast.ts";

export interface VersionsPanelProps {
  readonly id: string;
  /** The newest version that is on the screen; 0: there is none. */
  readonly current: number;
  readonly onRestored?: (script: ScriptRecord) => void;
}

/** What was saved under an id, newest first: what each changed, and a way back to it. */
export function VersionsPanel({ id, current, onRestored }: VersionsPanelProps) {
  const versions = useScriptVersions(id);
  const restore = useRestoreScript(id);
  const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
  const bringBack = (version: number): void =>
    restore.mutate(
      { version, ...(current > 0 && { seen: current }), note: `Version ${version} brought back` },
      {
        onSuccess: (script) => onRestored?.(script),
        onError: (error) => {
          const { title, text } = faultOf(error);
          toast({ status: "error", title: `Version ${version} wasn't brought back. ${title}`, text });
        },
      },
    );
  if (versions.isPending) return <SkeletonRows rows={4} height={48} columns={["50%", "20%"]} label="Versions" />;
  if (versions.isError) {
    return (
      <FaultState error={versions.error} title="Versions couldn't be loaded" onRetry={() => void versions.refetch()} />
    );
  }
  return (
    <div>
      <ol>
        {items.map((item, index) => (
          <VersionRow
            key={item.version}
            {...{ id, item }}
            before={items[index + 1]?.version ?? 0}
            isCurrent={item.version === current}
            isBusy={restore.isPending}
            onRestore={() => bringBack(item.version)}
          />
        ))}
      </ol>
      {items.length === 0 && <p className="p-4 text-fg-2">Nothing was saved under this id.</p>}
      {versions.hasNextPage && (
        <div className="p-4">
          <Button busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
            Older versions
          </Button>
        </div>
      )}
    </div>
  );
}

interface VersionRowProps {
  readonly id: string;
  readonly item: ScriptSummary;
  /** The version that came before; 0: none, or it is not read yet. */
  readonly before: number;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly onRestore: () => void;
}

function VersionRow({ id, item, before, isCurrent, isBusy, onRestore }: VersionRowProps) {
  const [isOpen, setOpen] = useState(false);
  const { version, updatedAt, updatedBy, note, deleted } = item;
  const canRestore = !isCurrent && !deleted;
  return (
    <li className="border-b border-line-1 px-4 py-2">
      <div className="flex items-center gap-2">
        <span className="font-medium">{deleted ? "Deleted" : `Version ${version}`}</span>
        <span className="min-w-0 flex-1 truncate text-12 text-fg-2">
          <RelativeTime at={updatedAt} /> by <PlainText text={updatedBy} />
        </span>
        {before > 0 && !deleted && (
          <Button size="sm" variant="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Changes
          </Button>
        )}
        {canRestore && (
          <Button size="sm" disabled={isBusy} onClick={onRestore}>
            Bring back
          </Button>
        )}
      </div>
      {note !== undefined && <PlainText text={note} lines className="text-12 text-fg-2" />}
      {isOpen && <Changes {...{ id, before, version }} />}
    </li>
  );
}

function Changes({ id, before, version }: { readonly id: string; readonly before: number; readonly version: number }) {
  const diff = useScriptDiff(id, before, version);
  const [isWide, setWide] = useState(false);
  if (diff.isError) return <FaultState error={diff.error} title="The changes couldn't be loaded" />;
  if (!diff.data) return <SkeletonRows rows={3} height={20} columns={["70%"]} label="Changes" />;
  return (
    <div className="mt-2">
      <p className="mb-1 flex items-center gap-2 text-12 text-fg-2">
        <span className="flex-1">
          Since version {before}: <DiffCount diff={diff.data} />
        </span>
        <Button size="sm" variant="quiet" onClick={() => setWide(true)}>
          Side by side
        </Button>
      </p>
      <LineDiffView diff={diff.data} label={`Changes of version ${version}`} />
      {isWide && (
        <Dialog open onClose={() => setWide(false)} title={`${id}, versions ${before} and ${version}`} size="lg">
          <SideBySideView
            diff={diff.data}
            label={`Versions ${before} and ${version} side by side`}
            names={[`Version ${before}`, `Version ${version}`]}
          />
        </Dialog>
      )}
    </div>
  );
}
