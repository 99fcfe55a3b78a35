import type { PipelineSummary } from "sluice";

import { useVersions } from "../../data/queries/pipelines.ts";
import { PlainText } from "../../parts/plain-text.tsx";
import { Tag } from "../../ui/tag.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import { RollbackButton } from "../history/history-dialog.tsx";

export interface HistorySectionProps {
  readonly trigger: string;
  readonly summary: PipelineSummary | undefined;
  readonly onAll: () => void;
}

const shown = 3;

/** The last versions, and the way back. */
export function HistorySection({ trigger, summary, onAll }: HistorySectionProps) {
  const { data } = useVersions(trigger);
  const items = data?.pages[0]?.items ?? [];
  const running = summary?.published?.version;
  return (
    <section className="inspector-section border-0!">
      <h3 className="flex items-center text-12 font-semibold">
        History
        {items.length > 0 && (
          <button type="button" className="ml-auto font-normal text-accent hover:underline" onClick={onAll}>
            Compare and see all
          </button>
        )}
      </h3>
      {items.length === 0 && <p className="text-12 text-fg-3">Nothing was published yet.</p>}
      <ol>
        {items.slice(0, shown).map(({ version, note, publishedBy, publishedAt }) => (
          <li key={version} className="version-line">
            <b className="code">v{version}</b>
            <span className="min-w-0">
              <span className="block truncate">
                {note === undefined ? (
                  <span className="text-fg-3">No note</span>
                ) : (
                  <PlainText text={note} limit={120} />
                )}
              </span>
              <span className="text-fg-3">
                <PlainText text={publishedBy} limit={60} />, <RelativeTime at={publishedAt} />
              </span>
            </span>
            {version === running ? (
              <Tag tone="success">live</Tag>
            ) : (
              <RollbackButton {...{ trigger, version, running }} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
