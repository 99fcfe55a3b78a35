import type { FetchMock } from "sluice";
import { Plus } from "lucide-react";
import { useState } from "react";

import { PlainText } from "../parts/plain-text.tsx";
import { Button } from "../ui/button.tsx";
import { formatDuration, formatNumber } from "../ui/format.ts";
import { Tag } from "../ui/tag.tsx";
import { MockDialog } from "./mock-dialog.tsx";
import { answerOf, shortUrl } from "./mock-rows.ts";

export interface MocksPanelProps {
  readonly mocks: readonly FetchMock[];
  readonly onChange: (mocks: readonly FetchMock[]) => void;
}

/** What services answer: one row for each address. Nothing else is ever reached. */
export function MocksPanel({ mocks, onChange }: MocksPanelProps) {
  const [opened, setOpened] = useState<number | "new">();
  const index = typeof opened === "number" ? opened : -1;
  const save = (mock: FetchMock): void => {
    onChange(index < 0 ? [...mocks, mock] : mocks.with(index, mock));
  };
  const remove = (): void => {
    onChange(mocks.toSpliced(index, 1));
    setOpened(undefined);
  };
  return (
    <section aria-label="Mock fetches" className="flex flex-col">
      <div className="flex items-center gap-2 px-4 py-2">
        <h2 className="font-semibold">Mock fetches</h2>
        <span className="text-12 text-fg-3">{formatNumber(mocks.length)}</span>
        <span className="flex-1" />
        <Button size="sm" variant="quiet" icon={<Plus size={14} aria-hidden />} onClick={() => setOpened("new")}>
          Add
        </Button>
      </div>
      <ul>
        {mocks.map((mock, row) => (
          <li key={row} className="border-t border-line-1">
            <MockRow mock={mock} onOpen={() => setOpened(row)} />
          </li>
        ))}
      </ul>
      <p className="border-t border-line-1 px-4 py-2 text-12 text-fg-3">
        Anything else fails: no mock answers it, and nothing is sent.
      </p>
      {opened !== undefined && (
        <MockDialog
          key={String(opened)}
          mock={mocks[index]}
          onSave={save}
          onDelete={index < 0 ? undefined : remove}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

function MockRow({ mock, onOpen }: { readonly mock: FetchMock; readonly onOpen: () => void }) {
  const { method = "Any", url, status = 200, fails = false, latencyMs = 0 } = mock;
  const tone = fails ? "error" : status >= 400 ? "warning" : "success";
  return (
    <button type="button" className="flex h-8 w-full items-center gap-3 px-4 text-left hover:bg-hover" onClick={onOpen}>
      <span className="w-12 flex-none">
        <Tag mono>{method}</Tag>
      </span>
      <PlainText text={shortUrl(url)} className="code min-w-0 flex-1 truncate" />
      <Tag tone={tone}>{answerOf(mock)}</Tag>
      <span className="w-16 text-right text-12 text-fg-2 tabular-nums">{formatDuration(latencyMs)}</span>
    </button>
  );
}
