import { Ellipsis } from "lucide-react";
import type { Finding } from "sluice/cases";

import type { PlacedCase } from "../../data/case-files.ts";
import type { CaseVerdict } from "../../data/workspace.ts";
import { PlainText } from "../../parts/plain-text.tsx";
import { IconButton } from "../../ui/button.tsx";
import { StatusMark } from "../../ui/icons/status-mark.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";

export interface CaseRowProps {
  readonly placed: PlacedCase;
  /** Undefined until it has been run. */
  readonly verdict: CaseVerdict | undefined;
  readonly canWrite: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  /** Puts its context into the panel. */
  readonly onTake: () => void;
}

/** A case, whether it passes, and what differs where it does not. */
export function CaseRow({ placed, verdict, canWrite, onEdit, onDelete, onTake }: CaseRowProps) {
  const { name } = placed.case;
  const reason = canWrite ? {} : { disabled: true, hint: "read only" };
  const entries: MenuEntry[] = [
    { label: "Edit…", onSelect: onEdit, ...reason },
    { label: "Try its context", onSelect: onTake },
    { separator: true },
    { label: "Delete…", danger: true, onSelect: onDelete, ...reason },
  ];
  return (
    <li className="border-t border-line-1">
      <div className="flex min-h-8 items-center gap-2 px-4">
        <StatusMark status={verdict === undefined ? "info" : verdict.passed ? "success" : "error"} />
        <PlainText text={name} limit={200} className="min-w-0 flex-1 truncate" />
        <span className="text-12 text-fg-2">
          {verdict === undefined ? "running" : verdict.passed ? "passes" : "fails"}
        </span>
        <Menu
          trigger={<IconButton size="sm" label={`More of ${name}`} icon={<Ellipsis size={14} aria-hidden />} />}
          entries={entries}
          align="end"
        />
      </div>
      {verdict && !verdict.passed && <Findings findings={verdict.findings} />}
    </li>
  );
}

const mostFindings = 5;

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const more = findings.length - mostFindings;
  return (
    <dl className="mx-4 mb-3 grid gap-2 border-l-2 border-error pl-3 text-12" aria-label="What differs">
      {findings.slice(0, mostFindings).map(({ what, expected, actual }, index) => (
        <div key={index}>
          <dt>
            <PlainText text={what} limit={600} className="break-words" />
          </dt>
          {(expected !== undefined || actual !== undefined) && (
            <>
              <Side sign="−" name="Expected" text={expected} />
              <Side sign="+" name="Actual" text={actual} />
            </>
          )}
        </div>
      ))}
      {more > 0 && <div className="text-fg-2">{more} more differ.</div>}
    </dl>
  );
}

function Side({
  sign,
  name,
  text,
}: {
  readonly sign: string;
  readonly name: string;
  readonly text: string | undefined;
}) {
  return (
    <dd className="grid grid-cols-[12px_56px_minmax(0,1fr)] gap-1">
      <span aria-hidden>{sign}</span>
      <span className="text-fg-2">{name}</span>
      {text === undefined ? <i>nothing</i> : <PlainText text={text} limit={600} className="code break-words" />}
    </dd>
  );
}
