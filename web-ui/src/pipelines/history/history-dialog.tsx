import { useState } from "react";
import type { CaseCounts, LineDiff, PipelineSummary, PipelineVersion, VersionChanges } from "sluice";

import { faultOf } from "../../data/faults.ts";
import { usePipelineDiff, useRollback, useVersions } from "../../data/queries/pipelines.ts";
import { DiffCount, LineDiffView } from "../../parts/line-diff-view.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { SideBySideView } from "../../parts/side-by-side-view.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { counted } from "../../ui/format.ts";
import { Note } from "../../ui/note.tsx";
import { Select } from "../../ui/select.tsx";
import { Tag } from "../../ui/tag.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { Notice } from "../../ui/toast/notifications.ts";
import { toast } from "../../ui/toast/toast.ts";

export interface HistoryDialogProps {
  readonly trigger: string;
  readonly summary: PipelineSummary | undefined;
  readonly onClose: () => void;
}

/** What was published, by whom and why; what two versions differ in; and the way back to one. */
export function HistoryDialog({ trigger, summary, onClose }: HistoryDialogProps) {
  const versions = useVersions(trigger);
  const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
  const running = summary?.published?.version;
  const newest = items[0];
  const [chosen, setChosen] = useState<{ readonly from: number; readonly to: number }>();
  const pair = chosen ?? { from: newest?.previous ?? 0, to: newest?.version ?? 0 };
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={
        <>
          History of <span className="code">{trigger}</span>
        </>
      }
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="grid min-h-0 gap-5 md:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <div>
          <ol>
            {items.map((item) => (
              <VersionItem
                key={item.version}
                item={item}
                trigger={trigger}
                running={running}
                shown={pair.to === item.version}
                onShow={() => setChosen({ from: item.previous, to: item.version })}
              />
            ))}
          </ol>
          {versions.hasNextPage && (
            <Button
              size="sm"
              variant="quiet"
              busy={versions.isFetchingNextPage}
              onClick={() => void versions.fetchNextPage()}
            >
              Show older
            </Button>
          )}
          {versions.isSuccess && items.length === 0 && <p className="text-12 text-fg-2">Nothing was published yet.</p>}
        </div>
        {items.length > 0 && <Compare trigger={trigger} items={items} pair={pair} onChoose={setChosen} />}
      </div>
    </Dialog>
  );
}

interface VersionItemProps {
  readonly item: PipelineVersion;
  readonly trigger: string;
  readonly running: number | undefined;
  readonly shown: boolean;
  readonly onShow: () => void;
}

function VersionItem({ item, trigger, running, shown, onShow }: VersionItemProps) {
  return (
    <li
      className={cx(
        "grid grid-cols-[36px_minmax(0,1fr)_auto] gap-x-2 border-t border-line-1 px-2 py-1.5 text-12 first:border-0",
        shown && "bg-selected",
      )}
    >
      <button
        type="button"
        className="code self-start text-left font-semibold hover:underline"
        onClick={onShow}
        aria-label={`Show what v${item.version} changed`}
      >
        v{item.version}
      </button>
      <span className="min-w-0 wrap-anywhere">
        {item.note === undefined ? (
          <span className="text-fg-3">No note</span>
        ) : (
          <PlainText text={item.note} limit={300} />
        )}
        {item.override && <Tag tone="warning">without dry run</Tag>}
        {item.cases && <CaseTag {...item.cases} />}
        <span className={cx("block", shown ? "text-fg-2" : "text-fg-3")}>
          <PlainText text={item.publishedBy} limit={80} />, <RelativeTime at={item.publishedAt} />
        </span>
      </span>
      {item.version === running ? (
        <Tag tone="success">live</Tag>
      ) : (
        <RollbackButton trigger={trigger} version={item.version} running={running} />
      )}
    </li>
  );
}

/** How its test cases ended when it was published. */
function CaseTag({ passed, failed }: CaseCounts) {
  if (failed === 0) return <Tag tone="line">{counted(passed, "case")} passed</Tag>;
  return <Tag tone="warning">{`${failed} of ${counted(passed + failed, "case")} failed`}</Tag>;
}

export interface RollbackButtonProps {
  readonly trigger: string;
  readonly version: number;
  readonly running: number | undefined;
}

/** One click, and Undo rolls forward again. */
export function RollbackButton({ trigger, version, running }: RollbackButtonProps) {
  const rollback = useRollback(trigger);
  // The button is gone as soon as its version runs, and callbacks of `mutate` with it: hence the promise.
  const goTo = async (wanted: number, told: Notice): Promise<void> => {
    try {
      await rollback.mutateAsync({ version: wanted });
      toast(told);
    } catch (error) {
      toast({ title: `${trigger} was not rolled back`, text: faultOf(error).text, status: "error" });
    }
  };
  const undo = running !== undefined && {
    label: "Undo",
    run: () => void goTo(running, { title: `${trigger} runs v${running} again` }),
  };
  const run = (): void =>
    void goTo(version, {
      title: `${trigger} runs v${version}`,
      ...(undo && { text: `Before: v${running}.`, action: undo }),
    });
  return (
    <Button
      size="sm"
      variant="quiet"
      className="self-start"
      busy={rollback.isPending}
      onClick={run}
      aria-label={`Roll back to v${version}`}
    >
      Roll back
    </Button>
  );
}

interface CompareProps {
  readonly trigger: string;
  readonly items: readonly PipelineVersion[];
  readonly pair: { readonly from: number; readonly to: number };
  readonly onChoose: (pair: { readonly from: number; readonly to: number }) => void;
}

function Compare({ trigger, items, pair, onChoose }: CompareProps) {
  const { data, error } = usePipelineDiff(trigger, pair.from, pair.to);
  const choices = items.map(({ version }) => ({ value: String(version), label: `v${version}` }));
  return (
    <section aria-label="Compare two versions" className="grid min-w-0 content-start gap-3 text-12">
      <div className="flex gap-2">
        <Select
          label="From"
          size="md"
          choices={choices}
          placeholder="nothing"
          value={pair.from === 0 ? null : String(pair.from)}
          onChange={(from) => onChoose({ ...pair, from: Number(from) })}
        />
        <Select
          label="To"
          size="md"
          choices={choices}
          value={String(pair.to)}
          onChange={(to) => onChoose({ ...pair, to: Number(to) })}
        />
      </div>
      {pair.from === 0 && <p className="text-fg-2">Nothing ran before it.</p>}
      {error !== null && <Note status="error">{faultOf(error).text}</Note>}
      {data && (
        <>
          <ChangeWords changes={data.changes} />
          {data.scripts.map(({ id, diff }) => (
            <ScriptDiff key={id} {...{ id, diff, pair }} />
          ))}
        </>
      )}
    </section>
  );
}

interface ScriptDiffProps extends Pick<CompareProps, "pair"> {
  readonly id: string;
  readonly diff: LineDiff;
}

function ScriptDiff({ id, diff, pair: { from, to } }: ScriptDiffProps) {
  const [isWide, setWide] = useState(false);
  return (
    <div className="grid gap-1">
      <h3 className="flex items-center gap-2 font-medium">
        <span className="code">{id}</span> <DiffCount diff={diff} />
        <Button
          size="sm"
          variant="quiet"
          className="ml-auto"
          onClick={() => setWide(true)}
          aria-label={`${id} side by side`}
        >
          Side by side
        </Button>
      </h3>
      <LineDiffView diff={diff} label={`Changes of ${id}`} />
      {isWide && (
        <Dialog open onClose={() => setWide(false)} title={`${id} in v${from} and v${to}`} size="lg">
          <SideBySideView diff={diff} label={`${id} side by side`} names={[`v${from}`, `v${to}`]} />
        </Dialog>
      )}
    </div>
  );
}

function ChangeWords({ changes }: { readonly changes: VersionChanges }) {
  const lines = [
    ["Added", changes.added],
    ["Removed", changes.removed],
    ["Edited", changes.changed],
    ["Settings", changes.settings],
  ] as const;
  const shown = lines.filter(([, names]) => names.length > 0);
  if (shown.length === 0) return <p className="text-fg-2">They are the same.</p>;
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
      {shown.map(([label, names]) => (
        <div key={label} className="contents">
          <dt className="text-fg-3">{label}</dt>
          <dd className="code wrap-anywhere">{names.join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}
